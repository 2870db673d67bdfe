import { queryFromInfo } from '@pothos/plugin-prisma';
import { findNeighbours, type NeighbourInput } from '#domain/items/find-neighbours.ts';
import type { Dataset as DatasetRow } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { Item } from './item.ts';
import { ItemFilter, ItemOrder } from './item-filter.ts';
import { itemsById } from './items-by-id.ts';
import { loaderPerArguments } from './loader.ts';

interface Here {
  id: string;
  dataset: Pick<DatasetRow, 'id' | 'orgId' | 'revision'>;
}

// Loads the neighbours of all items of a page together.
const neighbours = loaderPerArguments(async (context, items: readonly Here[], input: NeighbourInput) => {
  const byDataset = new Map<string, Here[]>();
  for (const item of items) byDataset.set(item.dataset.id, [...(byDataset.get(item.dataset.id) ?? []), item]);
  const found = await Promise.all(
    [...byDataset.values()].map((some) =>
      findNeighbours(
        context,
        some[0]!.dataset,
        some.map(({ id }) => id),
        input,
      ),
    ),
  );
  const beside = new Map(found.flatMap((map) => [...map]));
  return items.map(({ id }) => beside.get(id) ?? null);
});

for (const [name, direction, description] of [
  ['previous', -1, 'Item before this one in a list, even if the list does not contain this one. Null at its start.'],
  ['next', 1, 'Item after this one in a list, even if the list does not contain this one. Null at its end.'],
] as const) {
  builder.prismaObjectField(Item, name, (t) =>
    t.field({
      type: Item,
      nullable: true,
      select: { id: true, orgId: true, datasetId: true, dataset: { select: { revision: true } } },
      description,
      args: {
        filter: t.arg({ type: ItemFilter, description: 'Filter of the list. Default: all items.' }),
        orderBy: t.arg({ type: ItemOrder, description: 'Order of the list. Default: `POSITION`, `ASC`.' }),
        revisionNumber: t.arg.int({
          description: 'Number of the revision of the list. Default: the current revision.',
        }),
      },
      resolve: async ({ id, orgId, datasetId, dataset }, { revisionNumber, ...args }, context, info) => {
        const here = { id, dataset: { id: datasetId, orgId, revision: dataset.revision } };
        const beside = await neighbours(context, { direction, ...args, revision: revisionNumber }).load(here);
        if (beside === null) return null;
        const query = queryFromInfo({ context, info, select: { id: true, orgId: true } });
        return itemsById(context, query).load(beside);
      },
    }),
  );
}
