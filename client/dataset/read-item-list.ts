import type { ItemFilter } from '../gql/graphql.ts';
import type { ItemList } from '../item/item-list.ts';
import { typeFromName } from '../item/item-type-names.ts';
import type { DatasetSearch } from './dataset-search.ts';
import { sortOrders } from './sort-orders.ts';

/**
 * Reads the list from the URL. Several types are alternatives, because an item has one type. With several tags, an
 * item must have all.
 */
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
    orderBy: sortOrders[search.sort ?? 'first'],
  };
}
