import type { ItemFilter } from '../gql/graphql.ts';
import type { ItemList } from '../item/item-list.ts';
import { typeFromName } from '../item/item-type-names.ts';
import { type DatasetSearch, type FromFilters, fromFilters } from './dataset-search.ts';
import { sortOrders } from './sort-orders.ts';

/** Filter condition for each search param. Unknown types and blank texts are ignored. */
const conditionsOf: FromFilters<ItemFilter> = {
  type: (names) => {
    const types = names.flatMap((name) => typeFromName(name) ?? []);
    return types.length > 0 ? { types } : {};
  },
  tag: (tags) => (tags.length > 0 ? { tags: { all: tags } } : {}),
  label: (label) => (label === '' ? {} : { annotation: { label } }),
  q: (q) => (q.trim() === '' ? {} : { text: q.trim() }),
};

/** Reads the list from the URL. An item matches one of several types, but must have all of several tags. */
export function readItemList(place: { org: string; slug: string; revision?: number }, search: DatasetSearch): ItemList {
  const filter: ItemFilter = Object.assign({}, ...fromFilters(conditionsOf, search));
  return {
    organization: place.org,
    slug: place.slug,
    revision: place.revision ?? null,
    filter: Object.keys(filter).length > 0 ? filter : null,
    orderBy: sortOrders[search.sort ?? 'first'],
  };
}
