import type { Client } from '@urql/core';
import { loadOnce } from '../data/load-once.ts';
import type { PageSource } from '../data/page-store.ts';
import type { CountKind, ItemPageQuery as ItemPage } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import type { ItemList } from '../item/item-list.ts';
import * as strings from './strings.ts';

const ItemPageQuery = graphql(`
  query ItemPage(
    $organization: String!
    $slug: String!
    $revision: Int
    $filter: ItemFilter
    $orderBy: ItemOrder
    $first: Int!
    $after: String
    $around: ID
    $isAround: Boolean!
  ) {
    dataset(organizationSlug: $organization, slug: $slug) {
      id
      items(
        revisionNumber: $revision
        filter: $filter
        orderBy: $orderBy
        first: $first
        after: $after
        aroundItemId: $around
      ) {
        edges {
          cursor
          node {
            id
            key
            ...ItemTile_item
            ...ItemRow_item
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        revisionNumber
        totalCount
        totalCountKind
        startIndex @include(if: $isAround)
      }
    }
  }
`);

const ItemAnchorsQuery = graphql(`
  query ItemAnchors(
    $organization: String!
    $slug: String!
    $revision: Int
    $filter: ItemFilter
    $orderBy: ItemOrder
    $every: Int!
  ) {
    dataset(organizationSlug: $organization, slug: $slug) {
      id
      items(revisionNumber: $revision, filter: $filter, orderBy: $orderBy, first: 1) {
        anchors(every: $every)
      }
    }
  }
`);

/** Number of items up to which the server counts a filtered list exactly. */
const surelyCounted = 10_000;

export type ListedItem = NonNullable<NonNullable<ItemPage['dataset']>['items']>['edges'][number]['node'];

/**
 * Returns a source that loads the pages of a list. If the list names no revision, all pages use the current revision of
 * the first response. Later publishes thus do not move its items.
 */
export function createItemSource(client: Client, list: ItemList): PageSource<ListedItem> {
  let { revision } = list;
  return {
    async loadPage({ first, after, around, signal }) {
      const variables = { ...list, revision, first, after, around, isAround: around !== undefined };
      const { dataset } = await loadOnce(client, ItemPageQuery, variables, signal);
      if (!dataset?.items) throw new Error(strings.notFound);
      const { items } = dataset;
      revision ??= items.revisionNumber ?? null;
      const { totalCount, totalCountKind } = items;
      // An estimate may be too high. The list therefore starts with the number of items that certainly exist, and
      // grows.
      if (isSure[totalCountKind]) return items;
      return { ...items, totalCount: Math.min(totalCount, surelyCounted), isTotalAtLeast: true };
    },
    async loadAnchors(every, signal) {
      const { dataset } = await loadOnce(client, ItemAnchorsQuery, { ...list, revision, every }, signal);
      return dataset?.items?.anchors ?? [];
    },
  };
}

const isSure: Record<CountKind, boolean> = { EXACT: true, ESTIMATE: false, AT_LEAST: false };
