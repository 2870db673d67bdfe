import { queryFromInfo } from '@pothos/plugin-prisma';
import { filterFor } from '#domain/annotations/reviews.ts';
import type { Context } from '#domain/context.ts';
import { readableRevision } from '#domain/datasets/readable-revision.ts';
import { checkMetadataTypes } from '#domain/items/check-metadata-types.ts';
import { countItems, type ItemCount } from '#domain/items/count-items.ts';
import { countItemsBefore, findAnchors } from '#domain/items/find-anchors.ts';
import { type FindItemsInput, type FoundItem, findItems } from '#domain/items/find-items.ts';
import { findItemsAround } from '#domain/items/find-items-around.ts';
import type { ItemFilter as ItemFilterInput } from '#domain/items/item-filter.ts';
import type { ItemOrder as ItemOrderInput } from '#domain/items/item-order.ts';
import { type PageOf, readPage } from '#domain/paging/page.ts';
import type { Highlight as HighlightShape } from '#domain/search/find-highlights.ts';
import type { Dataset as DatasetRow } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { connectionOf, nodePaths } from './connection.ts';
import { CountKind } from './count-kind.ts';
import { Dataset } from './dataset.ts';
import { Highlight, itemHighlights } from './highlight.ts';
import { Item } from './item.ts';
import { ItemFilter, ItemOrder } from './item-filter.ts';
import { loaderPerRequest } from './loader.ts';
import { itemWithKey, planItemCount, planItemCountKind, planItemListRevision, planItems } from './plans/items.ts';
import { rowId } from './row-id.ts';

interface ItemList {
  dataset: Pick<DatasetRow, 'id' | 'orgId'>;
  /** Null for a dataset without a revision: its list is empty. */
  revision: number | null;
  filter: ItemFilterInput;
  orderBy: ItemOrderInput | null | undefined;
}

const countLoader = loaderPerRequest((context, lists: readonly ItemList[]) =>
  Promise.all(
    lists.map(
      async ({ dataset, revision, filter }): Promise<ItemCount> =>
        revision === null ? { value: 0, kind: 'EXACT' } : countItems(context, dataset, revision, filter),
    ),
  ),
);

builder.prismaObjectField(Dataset, 'items', (t) =>
  t.connection(
    {
      type: Item,
      description:
        'Its items at a revision, page by page. A page costs the same wherever it lies, and cursors stay good while others publish.',
      plan: planItems,
      select: { id: true, orgId: true, revision: true },
      args: {
        filter: t.arg({ type: ItemFilter, description: 'Which of them.' }),
        orderBy: t.arg({ type: ItemOrder, description: 'In which order; else as they were first published.' }),
        revisionNumber: t.arg.int({ description: 'At which revision; else the current one.' }),
        aroundItemId: t.arg.globalID({
          for: Item,
          description:
            'The page that has this item in its middle; goes with `first` alone. An older state of the item leads to the same place.',
        }),
      },
      resolve: async (dataset, { aroundItemId, ...args }, context, info) => {
        const revision = await readableRevision(context, dataset, args.revisionNumber);
        const filter = filterFor(context.viewer, args.filter ?? {});
        await checkMetadataTypes(context, dataset, revision, filter);
        const list: ItemList = { dataset, revision, filter, orderBy: args.orderBy };
        const page = await findPage(context, dataset, revision, { ...args, filter, around: aroundItemId?.id });
        const query = queryFromInfo({ context, info, paths: nodePaths(), select: { id: true, orgId: true } });
        const ids = page.rows.map(({ id }) => id);
        const items = ids.length > 0 ? await context.db.item.findMany({ ...query, where: { id: { in: ids } } }) : [];
        const byId = new Map(items.map((item) => [item.id, item]));
        const words = args.filter?.text?.trim() ?? '';
        return { ...connectionOf(page, ({ id, cursor }) => ({ cursor, node: byId.get(id)!, words })), ...list };
      },
    },
    {
      name: 'ItemConnection',
      fields: (connection) => ({
        totalCount: connection.int({
          description: 'How many there are on all pages together; see totalCountKind.',
          plan: planItemCount,
          resolve: async (list, _args, context) => (await countLoader(context).load(list)).value,
        }),
        totalCountKind: connection.field({
          type: CountKind,
          description:
            'Whether totalCount is exact. Under a filter it is up to 10,000, and an estimate above that; at least so many where even that cannot be said.',
          plan: planItemCountKind,
          resolve: async (list, _args, context) => (await countLoader(context).load(list)).kind,
        }),
        revisionNumber: connection.int({
          nullable: true,
          description: 'The revision the list is of; null while the dataset has none.',
          plan: planItemListRevision,
          resolve: ({ revision }) => revision,
        }),
        anchors: connection.stringList({
          description:
            'The cursor of every n-th item, so that any place of the list can be reached in one step: `anchors[k]` is that of item number `(k + 1) * every`. At most 10,000.',
          args: {
            every: connection.arg.int({ required: true, description: 'The distance from one to the next, 1 or more.' }),
          },
          resolve: ({ dataset, revision, ...list }, { every }, context) =>
            revision === null ? [] : findAnchors(context, dataset, revision, list, every),
        }),
        startIndex: connection.int({
          description: 'How many items stand before the first one of this page. Counted when asked for.',
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
          description: 'Where the item has the words of the filter `text`; nowhere without one.',
          resolve: (found, _args, context): Promise<HighlightShape[]> | [] =>
            'words' in found && found.words !== ''
              ? itemHighlights(context, { words: String(found.words) }).load(found.node.id)
              : [],
        }),
      }),
    },
  ),
);

/** Finds a page by its cursors, or the page around an item. Before the first revision, the page is empty. */
function findPage(
  context: Context,
  dataset: ItemList['dataset'],
  revision: number | null,
  { around, ...input }: FindItemsInput & { around: string | undefined },
) {
  if (revision === null) {
    readPage(input, context.limits);
    return emptyPage;
  }
  if (around === undefined) return findItems(context, dataset, revision, input);
  return findItemsAround(context, dataset, revision, { ...input, around: rowId(around) });
}

const emptyPage: PageOf<FoundItem> = { rows: [], hasNextPage: false, hasPreviousPage: false };

builder.prismaObjectField(Dataset, 'item', (t) =>
  t.field({
    type: Item,
    nullable: true,
    select: { id: true, orgId: true },
    description: 'The item with this key at a revision; null when it has none.',
    args: {
      key: t.arg.string({ required: true, description: "The publisher's stable id." }),
      revisionNumber: t.arg.int({ description: 'At which revision; else the current one.' }),
    },
    ...itemWithKey,
  }),
);
