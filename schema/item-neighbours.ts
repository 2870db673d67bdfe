import { queryFromInfo } from '@pothos/plugin-prisma';
import { checkMetadataTypes } from '#domain/items/check-metadata-types.ts';
import { findNeighbour } from '#domain/items/find-neighbour.ts';
import { builder } from './builder.ts';
import { Item } from './item.ts';
import { ItemFilter, ItemOrder } from './item-filter.ts';

for (const [name, direction, description] of [
  ['previous', -1, 'The item before this one in a list'],
  ['next', 1, 'The item after this one in a list'],
] as const) {
  builder.prismaObjectField(Item, name, (t) =>
    t.field({
      type: Item,
      nullable: true,
      select: { id: true, orgId: true, datasetId: true, dataset: { select: { revision: true } } },
      description: `${description}, whether or not this one is in it; null at its end.`,
      args: {
        filter: t.arg({ type: ItemFilter, description: 'Which items the list holds.' }),
        orderBy: t.arg({ type: ItemOrder, description: 'In which order; else as they were first published.' }),
        revision: t.arg.int({ description: 'At which revision; else the current one.' }),
      },
      resolve: async (item, args, context, info) => {
        await checkMetadataTypes(context, item.orgId, args.filter ?? {});
        const id = await findNeighbour(context, { ...item, revision: item.dataset.revision }, direction, args);
        if (id === null) return null;
        const query = queryFromInfo({ context, info, select: { id: true, orgId: true } });
        return context.db.item.findUnique({ ...query, where: { id } });
      },
    }),
  );
}
