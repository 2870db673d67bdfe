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
  dataField: { name: 'annotation' as const, description: 'The annotation.' },
};

builder.mutationField('createAnnotation', (t) =>
  t.fieldWithInput({
    type: Annotation,
    authScopes: { authenticated: true },
    description:
      'Says something of an item, or of a part of it, for members who see it. It stays when the dataset is republished.',
    errors: { ...errors, types: [...errors.types, IdempotencyConflict] },
    input: {
      itemId: t.input.globalID({ required: true, for: Item, description: 'The item, in any of its states.' }),
      kind: t.input.field({ type: AnnotationKindEnum, required: true, description: 'Its shape.' }),
      label: t.input.string({ required: true, description: 'What is said, up to 200 characters.' }),
      confidence: t.input.float({ description: 'How sure one is, 0 to 1.' }),
      geometry: t.input.field({
        type: GeometryInput,
        required: true,
        description: 'Geometry in the form of the kind; `{}` for a CLASSIFICATION.',
      }),
      note: t.input.string({ description: 'A remark, up to 2,000 characters.' }),
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
    description: 'Changes what a reviewer said, for that reviewer and for admins. What is not given stays.',
    errors,
    input: {
      annotationId: t.input.globalID({ required: true, for: Annotation, description: 'The annotation.' }),
      label: t.input.string({ description: 'What is said.' }),
      confidence: t.input.float({ description: 'How sure one is, 0 to 1; null takes it away.' }),
      geometry: t.input.field({ type: GeometryInput, description: 'Geometry in the form of the kind.' }),
      note: t.input.string({ description: 'A remark; null takes it away.' }),
    },
    resolve: (_root, { input: { annotationId, ...changes } }, context) =>
      updateAnnotation(context, { ...changes, annotationId: rowId(annotationId.id) }),
  }),
);

builder.mutationField('deleteAnnotation', (t) =>
  t.fieldWithInput({
    type: Annotation,
    authScopes: { authenticated: true },
    description: 'Takes back what a reviewer said, for that reviewer and for admins.',
    errors: { ...errors, dataField: { ...errors.dataField, description: 'The annotation as it was.' } },
    input: { annotationId: t.input.globalID({ required: true, for: Annotation, description: 'The annotation.' }) },
    resolve: (_root, { input }, context) => deleteAnnotation(context, { annotationId: rowId(input.annotationId.id) }),
  }),
);
