import { deleteAnnotation, updateAnnotation } from '#domain/annotations/change-annotation.ts';
import { createAnnotation } from '#domain/annotations/create-annotation.ts';
import { Forbidden, IdempotencyConflict, InvalidInput, NotFound } from '#domain/errors.ts';
import { Annotation } from './annotation.ts';
import { builder } from './builder.ts';
import { AnnotationKindEnum } from './enums.ts';
import { GeometryInput } from './geometry-input.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { Item } from './item.ts';
import { rowId } from './row-id.ts';

const errors = {
  types: [Forbidden, InvalidInput, NotFound],
  dataField: { name: 'annotation' as const, description: 'Annotation that was created or changed.' },
};

builder.mutationField('createAnnotation', (t) =>
  t.fieldWithInput({
    type: Annotation,
    authScopes: { authenticated: true },
    description:
      'Creates an annotation of an item, for members who see it. It stays when the dataset is published again.',
    errors: { ...errors, types: [...errors.types, IdempotencyConflict] },
    input: {
      itemId: t.input.globalID({
        required: true,
        for: Item,
        description: 'Global id of the item, in any of its states.',
      }),
      kind: t.input.field({ type: AnnotationKindEnum, required: true, description: 'Shape of the annotation.' }),
      label: t.input.string({ required: true, description: 'Label, 1 to 200 characters.' }),
      confidence: t.input.float({ description: 'Confidence of the reviewer, from 0 to 1. Default: none.' }),
      geometry: t.input.field({
        type: GeometryInput,
        required: true,
        description: 'Place of the annotation, in the form that `kind` gives.',
      }),
      note: t.input.string({ description: 'Remark, up to 2,000 characters. Default: none.' }),
      idempotencyKey: t.input.string(idempotencyKey('ROW')),
    },
    resolve: (_root, { input: { itemId, ...content } }, context) =>
      createAnnotation(context, { ...content, itemId: rowId(itemId.id) }),
  }),
);

builder.mutationField('updateAnnotation', (t) =>
  t.fieldWithInput({
    type: Annotation,
    authScopes: { authenticated: true },
    description:
      'Changes an annotation of a reviewer, for that reviewer and for admins. Fields that are left out stay.',
    errors,
    input: {
      annotationId: t.input.globalID({ required: true, for: Annotation, description: 'Global id of the annotation.' }),
      label: t.input.string({ description: 'Label, 1 to 200 characters.' }),
      confidence: t.input.float({ description: 'Confidence of the reviewer, from 0 to 1. Null removes it.' }),
      geometry: t.input.field({
        type: GeometryInput,
        description: 'Place of the annotation, in the form that its kind gives.',
      }),
      note: t.input.string({ description: 'Remark, up to 2,000 characters. Null removes it.' }),
    },
    resolve: (_root, { input: { annotationId, ...changes } }, context) =>
      updateAnnotation(context, { ...changes, annotationId: rowId(annotationId.id) }),
  }),
);

builder.mutationField('deleteAnnotation', (t) =>
  t.fieldWithInput({
    type: Annotation,
    authScopes: { authenticated: true },
    description: 'Deletes an annotation of a reviewer, for that reviewer and for admins.',
    errors: { ...errors, dataField: { ...errors.dataField, description: 'Annotation before its deletion.' } },
    input: {
      annotationId: t.input.globalID({
        required: true,
        for: Annotation,
        description: 'Global id of the annotation to delete.',
      }),
    },
    resolve: (_root, { input }, context) => deleteAnnotation(context, { annotationId: rowId(input.annotationId.id) }),
  }),
);
