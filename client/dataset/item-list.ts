import type { ItemFilter, ItemOrder } from '../gql/graphql.ts';
import type { DatasetSearch } from '../routes/dataset-search.ts';
import { typeFromName } from './item-type.tsx';

/** Which items, of which revision, in which order: what a link to a dataset asks for. */
export interface ItemList {
  organization: string;
  slug: string;
  revision: number | null;
  filter: ItemFilter | null;
  orderBy: ItemOrder | null;
}

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

export function sortOrderOf(sort: string | undefined): SortOrder {
  return sort !== undefined && isSortOrder(sort) ? sort : 'first';
}

function isSortOrder(sort: string): sort is SortOrder {
  return Object.hasOwn(sortOrders, sort);
}

/** Several types are alternatives, for an item has one; several tags must all be there. */
export function readItemList(place: { org: string; slug: string; revision?: number }, search: DatasetSearch): ItemList {
  const types = (search.type ?? []).flatMap((name) => typeFromName(name) ?? []);
  const tags = search.tag ?? [];
  const text = search.q?.trim();
  const filter: ItemFilter = {
    ...(types.length > 0 && { types }),
    ...(tags.length > 0 && { tags: { all: tags } }),
    ...(search.label && { annotation: { label: search.label } }),
    ...(text && { text }),
  };
  return {
    organization: place.org,
    slug: place.slug,
    revision: place.revision ?? null,
    filter: Object.keys(filter).length > 0 ? filter : null,
    orderBy: sortOrders[sortOrderOf(search.sort)].orderBy,
  };
}
