import { NotFound } from '#domain/errors.ts';
import { builder } from './builder.ts';
import { DatasetRevision } from './dataset-revision.ts';
import { Item } from './item.ts';
import { ItemConnection } from './item-connection.ts';
import { itemListArguments } from './item-list-arguments.ts';
import { listItems } from './list-items.ts';
import { planItems } from './plans/items.ts';

builder.prismaObjectField(DatasetRevision, 'items', (t) =>
  t.connection(
    {
      type: Item,
      description:
        'Items at this revision, page by page, as `Dataset.items` lists them. `NOT_FOUND` for a deleted revision.',
      plan: planItems,
      select: { orgId: true, datasetId: true, number: true, deletedAt: true },
      args: itemListArguments(t.arg),
      resolve: async ({ orgId, datasetId, number, deletedAt }, args, context, info) => {
        if (deletedAt !== null) throw new NotFound('revision');
        return listItems(context, info, { dataset: { id: datasetId, orgId }, revision: number }, args);
      },
    },
    ItemConnection,
  ),
);
