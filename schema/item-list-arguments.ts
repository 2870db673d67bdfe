import type { Arguments } from './builder.ts';
import { Item } from './item.ts';
import { ItemFilter, ItemOrder } from './item-filter.ts';

/** Returns the arguments of a list of items, except those for pages. */
export function itemListArguments(arg: Arguments) {
  return {
    filter: arg({ type: ItemFilter, description: 'Filter of the items. Default: all items.' }),
    orderBy: arg({ type: ItemOrder, description: 'Order of the list. Default: `POSITION`, `ASC`.' }),
    aroundItemId: arg.globalID({
      for: Item,
      description:
        'Global id of the item in the middle of the page. Only with `first`, which then has the default of a page. An older state of the item leads to the same place.',
    }),
  };
}
