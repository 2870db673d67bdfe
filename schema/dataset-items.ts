import { queryFromInfo } from '@pothos/plugin-prisma';
import { readableRevision } from '#domain/datasets/readable-revision.ts';
import { countItems, type ItemCount } from '#domain/items/count-items.ts';
import { type FoundItem, findItems } from '#domain/items/find-items.ts';
import type { ItemFilter as ItemFilterInput } from '#domain/items/item-filter.ts';
import { itemsAt } from '#domain/items/items-at.ts';
import type { PageOf } from '#domain/paging/page.ts';
import type { Dataset as DatasetRow } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { connectionOf } from './connection.ts';
import { Dataset } from './dataset.ts';
import { Item } from './item.ts';
import { ItemFilter, ItemOrder } from './item-filter.ts';
import { loaderPerRequest } from './loader.ts';

const CountKind = builder.enumType('CountKind', {
  description: 'How a count is meant.',
  values: {
    EXACT: { description: 'Exactly so many.' },
    AT_LEAST: { description: 'So many or more; counting stopped there.' },
  } as const,
});

interface ItemList {
  dataset: Pick<DatasetRow, 'id' | 'orgId'>;
  /** Null for a dataset without one: its list is empty. */
  revision: number | null;
  filter: ItemFilterInput;
}

const countLoader = loaderPerRequest((context, lists: readonly ItemList[]) =>
  Promise.all(
    lists.map(({ dataset, revision, filter }): Promise<ItemCount> | ItemCount =>
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
      select: { id: true, orgId: true, revision: true },
      args: {
        filter: t.arg({ type: ItemFilter, description: 'Which of them.' }),
        orderBy: t.arg({ type: ItemOrder, description: 'In which order; else as they were first published.' }),
        revision: t.arg.int({ description: 'At which revision; else the current one.' }),
      },
      resolve: async (dataset, args, context, info) => {
        const revision = await readableRevision(context, dataset, args.revision);
        const list: ItemList = { dataset, revision, filter: args.filter ?? {} };
        const page = revision === null ? emptyPage : await findItems(context, dataset, revision, args);
        const query = queryFromInfo({ context, info, path: ['edges', 'node'], select: { id: true, orgId: true } });
        const ids = page.rows.map(({ id }) => id);
        const items = ids.length > 0 ? await context.db.item.findMany({ ...query, where: { id: { in: ids } } }) : [];
        const byId = new Map(items.map((item) => [item.id, item]));
        return { ...connectionOf(page, ({ id, cursor }) => ({ cursor, node: byId.get(id)! })), ...list };
      },
    },
    {
      name: 'ItemConnection',
      fields: (connection) => ({
        totalCount: connection.int({
          description: 'How many there are on all pages together; see totalCountKind.',
          resolve: async (list, _args, context) => (await countLoader(context).load(list)).value,
        }),
        totalCountKind: connection.field({
          type: CountKind,
          description: 'Whether totalCount is exact. Under a filter it is up to 10,000.',
          resolve: async (list, _args, context) => (await countLoader(context).load(list)).kind,
        }),
        revision: connection.int({
          nullable: true,
          description: 'The revision the list is of; null while the dataset has none.',
          resolve: ({ revision }) => revision,
        }),
      }),
    },
    { name: 'ItemEdge' },
  ),
);

const emptyPage: PageOf<FoundItem> = { rows: [], hasNextPage: false, hasPreviousPage: false };

builder.prismaObjectField(Dataset, 'item', (t) =>
  t.prismaField({
    type: Item,
    nullable: true,
    select: { id: true, orgId: true, revision: true },
    description: 'The item with this key at a revision; null when it has none.',
    args: {
      key: t.arg.string({ required: true, description: "The publisher's stable id." }),
      revision: t.arg.int({ description: 'At which revision; else the current one.' }),
    },
    resolve: async (query, dataset, args, context) => {
      const revision = await readableRevision(context, dataset, args.revision);
      if (revision === null) return null;
      return context.db.item.findFirst({
        ...query,
        where: { orgId: dataset.orgId, datasetId: dataset.id, key: args.key, ...itemsAt(revision) },
      });
    },
  }),
);
