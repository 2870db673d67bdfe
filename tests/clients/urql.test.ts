import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { expect, test } from 'vitest';
import { keys, report, thousandItems } from './thousand-items.ts';

const endpoint = thousandItems();

const itemsQuery = gql<Data>`
  query Items($organization: String!, $slug: String!, $first: Int!, $after: String, $orderBy: ItemOrder) {
    dataset(organizationSlug: $organization, slug: $slug) {
      id
      items(first: $first, after: $after, orderBy: $orderBy) {
        totalCount
        edges { cursor node { id key } }
        pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
      }
    }
  }
`;

interface Data {
  dataset: {
    items: {
      totalCount: number;
      edges: { node: { id: string; key: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
}

test('urql pages through 1,000 items, each exactly once', async () => {
  const { url, headers } = endpoint();
  const client = new Client({
    url,
    preferGetMethod: false,
    fetchOptions: { headers },
    exchanges: [cacheExchange({ resolvers: { Dataset: { items: relayPagination() } } }), fetchExchange],
  });
  const variables = {
    organization: 'lumen',
    slug: 'birds',
    first: 40,
    orderBy: { field: 'BYTE_SIZE', direction: 'DESC' },
  };
  let pages = 0;
  let items: Data['dataset']['items'] | undefined;
  while (!items || items.pageInfo.hasNextPage) {
    const after = items?.pageInfo.endCursor ?? null;
    const { data, error } = await client.query(itemsQuery, { ...variables, after }).toPromise();
    if (!data) throw error ?? new Error('There was no answer.');
    items = data.dataset.items;
    pages += 1;
  }
  // The cache has joined the pages.
  const seen = items.edges.map(({ node }) => node.key);
  expect(seen).toHaveLength(keys.length);
  expect(new Set(seen)).toEqual(new Set(keys));
  expect(items.totalCount).toBe(keys.length);
  report('urql', seen, pages);
});
