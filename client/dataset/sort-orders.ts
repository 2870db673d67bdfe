import type { ItemOrder, ItemOrderField } from '../gql/graphql.ts';

export const sortOrders = {
  first: { label: 'As published', orderBy: null },
  newest: { label: 'Newest first', orderBy: { field: 'CREATED_AT', direction: 'DESC' } },
  oldest: { label: 'Oldest first', orderBy: { field: 'CREATED_AT', direction: 'ASC' } },
  title: { label: 'By title', orderBy: { field: 'TITLE', direction: 'ASC' } },
  longest: { label: 'Longest first', orderBy: { field: 'DURATION', direction: 'DESC' } },
  largest: { label: 'Largest first', orderBy: { field: 'BYTE_SIZE', direction: 'DESC' } },
  smallest: { label: 'Smallest first', orderBy: { field: 'BYTE_SIZE', direction: 'ASC' } },
} as const satisfies Record<string, { label: string; orderBy: ItemOrder | null }>;

export type SortOrder = keyof typeof sortOrders;

/** The orders that the menu offers by each field. */
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
