import { annotationsVisibleTo } from '#domain/annotations/reviews.ts';
import { builder } from './builder.ts';
import { AnnotationKindEnum, AnnotationSourceEnum } from './enums.ts';
import { rowId } from './row-id.ts';

export const Annotation = builder.prismaNode('Annotation', {
  description: 'Annotation of an item, or of a part of it.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), AND: [annotationsVisibleTo(viewer)] }),
  select: { id: true, orgId: true },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    kind: t.expose('kind', { type: AnnotationKindEnum, description: 'Shape of the annotation.' }),
    label: t.exposeString('label', { description: 'Label, up to 200 characters.' }),
    confidence: t.exposeFloat('confidence', {
      nullable: true,
      description: 'Confidence of the annotator, from 0 to 1. Null if it was not given.',
    }),
    geometry: t.expose('geometry', {
      type: 'JSON',
      description: 'Place of the annotation, in the form that `kind` gives.',
    }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'Remark of the reviewer, up to 2,000 characters. Null if there is none.',
    }),
    source: t.expose('source', {
      type: AnnotationSourceEnum,
      description: 'Source of the annotation: the publisher or a reviewer.',
    }),
    itemKey: t.exposeString('itemKey', { description: 'Key of the annotated item.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of creation.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time of the last change.' }),
  }),
});
