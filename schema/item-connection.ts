import { countItems, type ItemCount } from '#domain/items/count-items.ts';
import { countItemsBefore, findAnchors } from '#domain/items/find-anchors.ts';
import type { ItemFilter as ItemFilterInput } from '#domain/items/item-filter.ts';
import type { ItemOrder as ItemOrderInput } from '#domain/items/item-order.ts';
import type { Highlight as HighlightShape } from '#domain/search/find-highlights.ts';
import type { Dataset as DatasetRow } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { CountKind } from './count-kind.ts';
import { Highlight, itemHighlights } from './highlight.ts';
import { Item } from './item.ts';
import { loaderPerRequest } from './loader.ts';
import { planItemCount, planItemCountKind, planItemListRevision } from './plans/items.ts';

/** List of items of a dataset at a revision. The fields of the connection are computed from it. */
export interface ItemList {
  dataset: Pick<DatasetRow, 'id' | 'orgId'>;
  /** Number of the revision. Null if the dataset has no revision. The list is empty then. */
  revision: number | null;
  filter: ItemFilterInput;
  orderBy: ItemOrderInput | null | undefined;
}

/** List of items with its page, whose first cursor is needed to resolve `startIndex`. */
type ItemPage = ItemList & { pageInfo: { startCursor: string | null } };

const countLoader = loaderPerRequest((context, lists: readonly ItemList[]) =>
  Promise.all(
    lists.map(
      async ({ dataset, revision, filter }): Promise<ItemCount> =>
        revision === null ? { value: 0, kind: 'EXACT' } : countItems(context, dataset, revision, filter),
    ),
  ),
);

/**
 * Connection of items, used for the items of a dataset and of a revision. Its resolvers return an `ItemList` with the
 * page.
 */
export const ItemConnection = builder.connectionObject<typeof Item, ItemPage>(
  {
    type: Item,
    name: 'ItemConnection',
    fields: (connection) => ({
      totalCount: connection.int({
        description: 'Number of items on all pages together, with the precision in `totalCountKind`.',
        plan: planItemCount,
        resolve: async (list, _args, context) => (await countLoader(context).load(list)).value,
      }),
      totalCountKind: connection.field({
        type: CountKind,
        description:
          'Precision of `totalCount`. It is exact without a filter, and up to 10,000 with one. Above that it is an estimate or a lower bound.',
        plan: planItemCountKind,
        resolve: async (list, _args, context) => (await countLoader(context).load(list)).kind,
      }),
      revisionNumber: connection.int({
        nullable: true,
        description: 'Number of the revision of the list. Null for a dataset without one.',
        plan: planItemListRevision,
        resolve: ({ revision }) => revision,
      }),
      anchors: connection.stringList({
        description:
          'Cursors of every n-th item, to jump to any place: `anchors[k]` is the cursor of item number `(k + 1) * every`. At most 10,000.',
        args: {
          every: connection.arg.int({
            required: true,
            description: 'Distance between two anchors in items, at least 1.',
          }),
        },
        resolve: ({ dataset, revision, ...list }, { every }, context) =>
          revision === null ? [] : findAnchors(context, dataset, revision, list, every),
      }),
      startIndex: connection.int({
        description: 'Number of items before the first one of this page. It is exact, and counted only if selected.',
        resolve: ({ dataset, revision, pageInfo, ...list }, _args, context) =>
          revision === null || !pageInfo.startCursor
            ? 0
            : countItemsBefore(context, dataset, revision, list, pageInfo.startCursor),
      }),
    }),
  },
  {
    name: 'ItemEdge',
    fields: (edge) => ({
      highlights: edge.field({
        type: [Highlight],
        description: 'Texts of the item with the words of the filter `text`. Empty without this filter.',
        resolve: (found, _args, context): Promise<HighlightShape[]> | [] =>
          'words' in found && found.words !== ''
            ? itemHighlights(context, { words: String(found.words) }).load(found.node.id)
            : [],
      }),
    }),
  },
);
