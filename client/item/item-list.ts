import type { ItemFilter, ItemOrder } from '../gql/graphql.ts';

/** Content of a list: which items, of which revision, in which order. Read from the URL of a dataset. */
export interface ItemList {
  organization: string;
  slug: string;
  revision: number | null;
  filter: ItemFilter | null;
  orderBy: ItemOrder | null;
}
