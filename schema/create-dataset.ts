import { createDataset } from '#domain/datasets/create-dataset.ts';
import { AlreadyExists, Forbidden, IdempotencyConflict, InvalidInput, NotFound } from '#domain/errors.ts';
import { builder } from './builder.ts';
import { Dataset } from './dataset.ts';
import { DatasetVisibilityEnum } from './enums.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { Organization } from './organization.ts';

builder.mutationField('createDataset', (t) =>
  t.fieldWithInput({
    type: Dataset,
    authScopes: { authenticated: true },
    description: 'Creates an empty dataset, a draft until its first revision is published.',
    errors: {
      types: [AlreadyExists, Forbidden, IdempotencyConflict, InvalidInput, NotFound],
      dataField: { name: 'dataset', description: 'The new dataset.' },
    },
    input: {
      organizationId: t.input.globalID({
        required: true,
        for: Organization,
        description: 'The organization it will belong to.',
      }),
      slug: t.input.string({
        required: true,
        description: 'Its name in addresses: 1 to 63 lower-case letters, digits and hyphens.',
      }),
      name: t.input.string({ required: true, description: 'Its name for people, up to 200 characters.' }),
      description: t.input.string({ description: 'What it is, as plain text.' }),
      license: t.input.string({ description: 'The licence of its content, such as `CC-BY-4.0`.' }),
      visibility: t.input.field({
        type: DatasetVisibilityEnum,
        description: 'Which members see it; ORGANIZATION when not given.',
      }),
      sensitive: t.input.boolean({ description: 'Whether its files are kept out of every cache.' }),
      idempotencyKey: t.input.string(idempotencyKey('ROW')),
    },
    resolve: (_root, { input }, context) => createDataset(context, { ...input, orgId: input.organizationId.id }),
  }),
);
