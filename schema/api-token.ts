import { Forbidden, InvalidInput, NotFound } from '#domain/errors.ts';
import { createApiToken } from '#domain/identity/create-api-token.ts';
import { builder } from './builder.ts';
import { Dataset } from './dataset.ts';
import { TokenScopeEnum } from './enums.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';

export const ApiToken = builder.prismaNode('ApiToken', {
  description: "A pipeline's credential: acts for its user in one organization, within its scopes.",
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), userId: viewer.userId ?? rowId('') }),
  select: { id: true, orgId: true },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for.' }),
    hint: t.exposeString('hint', { description: 'The last four characters of its secret, to recognise it by.' }),
    scopes: t.expose('scopes', { type: [TokenScopeEnum], description: 'What it may do.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute; null when never.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null while it is good.',
    }),
  }),
});

const CreatedApiToken = builder.objectRef<Awaited<ReturnType<typeof createApiToken>>>('CreatedApiToken').implement({
  description: 'A new token with its secret.',
  authScopes: { recognised: true },
  fields: (t) => ({
    token: t.field({ type: ApiToken, description: 'The token.', resolve: ({ token }) => token }),
    secret: t.exposeString('secret', {
      description: 'To be sent as `Authorization: Bearer vtr_…`. It is shown this once.',
    }),
  }),
});

builder.mutationField('createApiToken', (t) =>
  t.fieldWithInput({
    type: CreatedApiToken,
    authScopes: { recognised: true },
    description: 'Makes a token that acts for the viewer in one organization.',
    errors: {
      types: [Forbidden, NotFound, InvalidInput],
      dataField: { name: 'created', description: 'The token, with its secret.' },
    },
    input: {
      organization: t.input.globalID({ required: true, for: Organization, description: 'Where it is good.' }),
      name: t.input.string({ required: true, description: 'What it is for, in a few words.' }),
      scopes: t.input.field({ type: [TokenScopeEnum], required: true, description: 'What it may do; at least one.' }),
      expiresInDays: t.input.int({ description: 'Days until it ends, 1 to 366; 90 when not given.' }),
      datasets: t.input.globalIDList({
        for: Dataset,
        description: 'The datasets it is limited to; without any, all the viewer can reach.',
      }),
    },
    resolve: (_root, { input }, context) =>
      createApiToken(context, {
        ...input,
        orgId: input.organization.id,
        datasetIds: input.datasets?.map(({ id }) => id),
      }),
  }),
);
