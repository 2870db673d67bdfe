import { readableRevision } from '#domain/datasets/readable-revision.ts';
import { builder } from './builder.ts';
import { Dataset } from './dataset.ts';
import { Item } from './item.ts';
import { ItemConnection } from './item-connection.ts';
import { itemListArguments } from './item-list-arguments.ts';
import { listItems } from './list-items.ts';
import { itemWithKey, planItems } from './plans/items.ts';

builder.prismaObjectField(Dataset, 'items', (t) =>
  t.connection(
    {
      type: Item,
      description:
        'Items at a revision, page by page. Each page costs the same, and cursors stay valid while others publish.',
      plan: planItems,
      select: { id: true, orgId: true, revision: true },
      args: {
        ...itemListArguments(t.arg),
        revisionNumber: t.arg.int({ description: 'Number of the revision. Default: the current revision.' }),
      },
      resolve: async (dataset, { revisionNumber, ...args }, context, info) => {
        const revision = await readableRevision(context, dataset, revisionNumber);
        return listItems(context, info, { dataset, revision }, args);
      },
    },
    ItemConnection,
  ),
);

builder.prismaObjectField(Dataset, 'item', (t) =>
  t.field({
    type: Item,
    nullable: true,
    select: { id: true, orgId: true },
    description: 'Item with a key at a revision. Null if there is none.',
    args: {
      key: t.arg.string({ required: true, description: 'Key of the item, chosen by the publisher.' }),
      revisionNumber: t.arg.int({ description: 'Number of the revision. Default: the current revision.' }),
    },
    ...itemWithKey,
  }),
);
