import { queryFromInfo } from '@pothos/plugin-prisma';
import { itemsOfAnnotations } from '#domain/items/items-of-annotations.ts';
import { planRows } from '#plan/field-plan.ts';
import { Annotation } from './annotation.ts';
import { Asset } from './asset.ts';
import { builder } from './builder.ts';
import { Item } from './item.ts';
import { itemsById } from './items-by-id.ts';
import { loaderPerArguments } from './loader.ts';
import { planAnnotatedItem } from './plans/annotations.ts';

const itemsByPlace = loaderPerArguments(itemsOfAnnotations);

builder.objectField(Asset, 'item', (t) =>
  t.field({
    type: Item,
    nullable: true,
    description: 'Item that the file belongs to, in the state through which the file was found.',
    plan: planRows(({ item, dataset }) => ({ row: { self: item!, dataset: dataset! }, from: null })),
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
    plan: planAnnotatedItem,
    resolve: (annotation, _args, context, info) => {
      const query = queryFromInfo({ context, info, select: { id: true, orgId: true, datasetId: true, key: true } });
      return itemsByPlace(context, query).load(annotation);
    },
  }),
);
