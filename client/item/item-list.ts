import type { ItemFilter, ItemOrder } from '../gql/graphql.ts';

/** Parameters of an item list, such as revision, filter and order. They are read from the URL of a dataset page. */
export interface ItemList {
  organization: string;
  slug: string;
  revision: number | null;
  filter: ItemFilter | null;
  orderBy: ItemOrder | null;
}
