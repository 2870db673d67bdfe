import { type CreateDatasetInput, createDataset } from '#domain/datasets/create-dataset.ts';
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
    description: 'Creates an empty dataset. It is a draft until its first revision is published.',
    errors: {
      types: [AlreadyExists, Forbidden, IdempotencyConflict, InvalidInput, NotFound],
      dataField: { name: 'dataset', description: 'Dataset that was created.' },
    },
    input: {
      organizationId: t.input.globalID({
        required: true,
        for: Organization,
        description: 'Global id of the organization that owns the dataset.',
      }),
      slug: t.input.string({
        required: true,
        description: 'Name in URLs: 1 to 63 lower-case letters, digits and hyphens.',
      }),
      name: t.input.string({ required: true, description: 'Display name, 1 to 200 characters.' }),
      description: t.input.string({ description: 'Description as plain text. Default: empty.' }),
      license: t.input.string({ description: 'Licence of the content, such as `CC-BY-4.0`. Default: none.' }),
      visibility: t.input.field({
        type: DatasetVisibilityEnum,
        description: 'Members who see the dataset. Default: `ORGANIZATION`.',
      }),
      sensitive: t.input.boolean({ description: 'Whether to keep the files out of every cache. Default: false.' }),
      idempotencyKey: t.input.string(idempotencyKey('ROW')),
    } satisfies Record<Exclude<keyof CreateDatasetInput, 'orgId'> | 'organizationId', unknown>,
    resolve: (_root, { input }, context) => createDataset(context, { ...input, orgId: input.organizationId.id }),
  }),
);
