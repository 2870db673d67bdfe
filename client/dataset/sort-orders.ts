import type { ItemOrder, ItemOrderField } from '../gql/graphql.ts';

export const sortOrders = {
  first: null,
  newest: { field: 'CREATED_AT', direction: 'DESC' },
  oldest: { field: 'CREATED_AT', direction: 'ASC' },
  title: { field: 'TITLE', direction: 'ASC' },
  longest: { field: 'DURATION', direction: 'DESC' },
  largest: { field: 'BYTE_SIZE', direction: 'DESC' },
  smallest: { field: 'BYTE_SIZE', direction: 'ASC' },
} as const satisfies Record<string, ItemOrder | null>;

export type SortOrder = keyof typeof sortOrders;

/** Sort orders in the menu, by field. */
const orderNames: Record<ItemOrderField, readonly SortOrder[]> = {
  POSITION: ['first'],
  CREATED_AT: ['newest', 'oldest'],
  TITLE: ['title'],
  DURATION: ['longest'],
  BYTE_SIZE: ['largest', 'smallest'],
  KEY: [],
  RELEVANCE: [],
};

export const sortOrderNames: readonly SortOrder[] = Object.values(orderNames).flat();
