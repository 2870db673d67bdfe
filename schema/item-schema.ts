import { Forbidden, IdempotencyConflict, InvalidInput, NotFound } from '#domain/errors.ts';
import { findItemSchemas } from '#domain/item-schemas/find-item-schemas.ts';
import { setItemSchema } from '#domain/item-schemas/set-item-schema.ts';
import { organizationsOf } from '#domain/viewer.ts';
import { builder } from './builder.ts';
import { ItemTypeEnum } from './enums.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';

export const ItemSchema = builder.prismaNode('ItemSchema', {
  description: 'What the metadata of items of a type have to look like in an organization, in one version.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), orgId: { in: organizationsOf(viewer) } }),
  select: { id: true, orgId: true },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    type: t.expose('type', { type: ItemTypeEnum, description: 'The type of the items.' }),
    version: t.exposeInt('version', { description: 'Counts from 1.' }),
    schema: t.expose('schema', { type: 'JSON', description: 'A JSON Schema (2020-12).' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it came into force.' }),
  }),
});

builder.prismaObjectField(Organization, 'itemSchemas', (t) =>
  t.field({
    type: [ItemSchema],
    select: { id: true },
    description: 'The schemas in force for the metadata of its items: the latest of each type that has any.',
    resolve: ({ id }, _args, { db }) => findItemSchemas(db, id),
  }),
);

builder.mutationField('setItemSchema', (t) =>
  t.fieldWithInput({
    type: ItemSchema,
    authScopes: { authenticated: true },
    // The domain function checks this text itself, because its error names the place inside the schema.
    extensions: { textReadByRule: 'schema' },
    description:
      'Says what the metadata of items of a type have to look like, from the next publish on. The schema that is in force already makes no new version.',
    errors: {
      types: [Forbidden, IdempotencyConflict, InvalidInput, NotFound],
      dataField: { name: 'itemSchema', description: 'The schema in force.' },
    },
    input: {
      organizationId: t.input.globalID({ required: true, for: Organization, description: 'Whose items.' }),
      type: t.input.field({ type: ItemTypeEnum, required: true, description: 'The type of the items.' }),
      schema: t.input.field({
        type: 'JSON',
        required: true,
        description: 'A JSON Schema (2020-12) of up to 64 kB that refers only to itself; `{}` allows everything.',
      }),
      idempotencyKey: t.input.string(idempotencyKey('ROW')),
    },
    resolve: (_root, { input }, context) => setItemSchema(context, { ...input, orgId: input.organizationId.id }),
  }),
);
