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
  description: 'Version of the JSON Schema for the metadata of items of one type in an organization.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), orgId: { in: organizationsOf(viewer) } }),
  select: { id: true, orgId: true },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    organization: t.relation('organization', { description: 'Organization whose items the schema is for.' }),
    type: t.expose('type', { type: ItemTypeEnum, description: 'Type of the items.' }),
    version: t.exposeInt('version', { description: 'Number of the version, from 1.' }),
    schema: t.expose('schema', { type: 'JSON', description: 'JSON Schema (2020-12) for the metadata.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time at which the version came into force.' }),
  }),
});

builder.prismaObjectField(Organization, 'itemSchemas', (t) =>
  t.field({
    type: [ItemSchema],
    select: { id: true },
    description: 'Latest JSON Schemas for the metadata of items: one for each type that has any.',
    resolve: ({ id }, _args, { db }) => findItemSchemas(db, id),
  }),
);

builder.mutationField('setItemSchema', (t) =>
  t.fieldWithInput({
    type: ItemSchema,
    authScopes: { authenticated: true },
    // The domain checks this text itself, because its error contains the place in the schema.
    extensions: { textReadByRule: 'schema' },
    description:
      'Sets the JSON Schema for the metadata of items of one type, from the next publish on. An equal schema makes no new version.',
    errors: {
      types: [Forbidden, IdempotencyConflict, InvalidInput, NotFound],
      dataField: {
        name: 'itemSchema',
        description: 'Version that the call created, or the equal one that was in force.',
      },
    },
    input: {
      organizationId: t.input.globalID({
        required: true,
        for: Organization,
        description: 'Global id of the organization whose items the schema is for.',
      }),
      type: t.input.field({ type: ItemTypeEnum, required: true, description: 'Type of the items.' }),
      schema: t.input.field({
        type: 'JSON',
        required: true,
        description: 'JSON Schema (2020-12) of up to 64 kB that refers only to itself. `{}` allows everything.',
      }),
      idempotencyKey: t.input.string(idempotencyKey('ROW')),
    },
    resolve: (_root, { input }, context) => setItemSchema(context, { ...input, orgId: input.organizationId.id }),
  }),
);
