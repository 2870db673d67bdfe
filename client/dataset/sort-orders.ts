import type { ItemOrder } from '../gql/graphql.ts';

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

export const sortOrderNames = Object.keys(sortOrders) as SortOrder[];
