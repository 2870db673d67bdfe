import { annotationsVisibleTo } from '#domain/annotations/reviews.ts';
import { builder } from './builder.ts';
import { AnnotationKindEnum, AnnotationSourceEnum } from './enums.ts';
import { rowId } from './row-id.ts';

export const Annotation = builder.prismaNode('Annotation', {
  description: 'Something said of an item, or of a part of it.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), AND: [annotationsVisibleTo(viewer)] }),
  select: { id: true, orgId: true },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    kind: t.expose('kind', { type: AnnotationKindEnum, description: 'Its shape.' }),
    label: t.exposeString('label', { description: 'What is said.' }),
    confidence: t.exposeFloat('confidence', {
      nullable: true,
      description: 'How sure its maker is, 0 to 1; null when nothing was said of it.',
    }),
    geometry: t.expose('geometry', { type: 'JSON', description: 'Where it is, in the form its kind gives.' }),
    note: t.exposeString('note', { nullable: true, description: 'A remark of the reviewer.' }),
    source: t.expose('source', { type: AnnotationSourceEnum, description: 'Who made it.' }),
    itemKey: t.exposeString('itemKey', { description: 'The key of the item it belongs to.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
  }),
});
