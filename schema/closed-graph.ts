import { queryFromInfo } from '@pothos/plugin-prisma';
import { itemsOfAnnotations } from '#domain/items/items-of-annotations.ts';
import { Annotation } from './annotation.ts';
import { Asset } from './asset.ts';
import { builder } from './builder.ts';
import { relatedOf } from './connection.ts';
import { DatasetRevision } from './dataset-revision.ts';
import { Item } from './item.ts';
import { itemsById } from './items-by-id.ts';
import { loaderPerArguments } from './loader.ts';
import { revisionsByNumber } from './numbered-revisions.ts';

const itemsByPlace = loaderPerArguments(itemsOfAnnotations);

builder.prismaObjectField(Item, 'revision', (t) =>
  t.field({
    type: DatasetRevision,
    nullable: true,
    select: { orgId: true, datasetId: true, sinceRevision: true },
    description: 'Revision that published this state of the item. Null for links pinned to another revision.',
    resolve: ({ orgId, datasetId, sinceRevision }, _args, context, info) =>
      revisionsByNumber(context, relatedOf(context, info)).load({ orgId, datasetId, number: sinceRevision }),
  }),
);

builder.objectField(Asset, 'item', (t) =>
  t.field({
    type: Item,
    nullable: true,
    description: 'Item that the file belongs to, in the state through which the file was found.',
    resolve: ({ item: { id } }, _args, context, info) =>
      itemsById(context, queryFromInfo({ context, info, select: { id: true, orgId: true } })).load(id),
  }),
);

builder.prismaObjectField(Annotation, 'item', (t) =>
  t.field({
    type: Item,
    nullable: true,
    select: { datasetId: true, itemKey: true },
    description: 'Item that is annotated, at the current revision. Null if it was removed.',
    resolve: (annotation, _args, context, info) => {
      const query = queryFromInfo({ context, info, select: { id: true, orgId: true, datasetId: true, key: true } });
      return itemsByPlace(context, query).load(annotation);
    },
  }),
);
