import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { expect, test } from 'vitest';
import { keys, report, thousandItems } from './thousand-items.ts';

const endpoint = thousandItems();

const itemsQuery = gql`
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

test('Apollo Client pages through 1,000 items, each exactly once', async () => {
  const { url: uri, headers } = endpoint();
  const client = new ApolloClient({
    link: new HttpLink({ uri, headers }),
    cache: new InMemoryCache({
      typePolicies: { Dataset: { fields: { items: relayStylePagination(['filter', 'orderBy', 'revision']) } } },
    }),
  });
  const variables = {
    organization: 'lumen',
    slug: 'birds',
    first: 40,
    orderBy: { field: 'BYTE_SIZE', direction: 'DESC' },
  };
  const list = client.watchQuery<Data>({ query: itemsQuery, variables });
  const subscription = list.subscribe(() => {});
  const read = () => client.readQuery<Data>({ query: itemsQuery, variables })!.dataset.items;
  await client.query({ query: itemsQuery, variables });
  let pages = 1;
  for (let page = read(); page.pageInfo.hasNextPage; page = read()) {
    await list.fetchMore({ variables: { after: page.pageInfo.endCursor } });
    pages += 1;
  }
  subscription.unsubscribe();
  const { edges, totalCount } = read();
  const seen = edges.map(({ node }) => node.key);
  expect(seen).toHaveLength(keys.length);
  expect(new Set(seen)).toEqual(new Set(keys));
  expect(totalCount).toBe(keys.length);
  report('Apollo Client', seen, pages);
  client.stop();
});
