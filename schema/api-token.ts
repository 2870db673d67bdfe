import { Forbidden, IdempotencyConflict, InvalidInput, NotFound, Unauthenticated } from '#domain/errors.ts';
import { createApiToken } from '#domain/identity/create-api-token.ts';
import { findApiTokens } from '#domain/identity/find-api-tokens.ts';
import { findTokenDatasets } from '#domain/identity/find-token-datasets.ts';
import { revokeApiToken } from '#domain/identity/revoke-api-token.ts';
import { tokensVisibleTo } from '#domain/identity/tokens-visible-to.ts';
import { builder } from './builder.ts';
import { connectionOf, relatedOf, relatedOfNodes } from './connection.ts';
import { Dataset } from './dataset.ts';
import { TokenScopeEnum } from './enums.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { loaderPerArguments } from './loader.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { usersById } from './users-by-id.ts';

export const ApiToken = builder.prismaNode('ApiToken', {
  description: "A pipeline's credential: acts for its user in one organization, within its scopes.",
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), AND: [tokensVisibleTo(viewer)] }),
  select: { id: true, orgId: true, userId: true },
  authScopes: ({ orgId }) => ({ colleague: orgId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for.' }),
    hint: t.exposeString('hint', { description: 'The last four characters of its secret, to recognise it by.' }),
    scopes: t.expose('scopes', { type: [TokenScopeEnum], description: 'What it may do.' }),
    limited: t.exposeBoolean('limited', { description: 'Whether it reaches only the datasets it is limited to.' }),
    datasets: t.field({
      type: [Dataset],
      description: 'The datasets it is limited to, as far as the viewer may see them; none when it is not limited.',
      resolve: ({ id }, _args, context, info) => datasetLoader(context, relatedOf(context, info)).load(id),
    }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'The person it acts for.',
      resolve: ({ userId }, _args, context) => usersById(context).load(userId),
    }),
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

const datasetLoader = loaderPerArguments(findTokenDatasets);

/** Connection of API tokens, of the viewer or of an organization. */
export const ApiTokenConnection = builder.connectionObject(
  { type: ApiToken, name: 'ApiTokenConnection' },
  { name: 'ApiTokenEdge' },
);

const CreateApiTokenSuccess = builder
  .objectRef<Awaited<ReturnType<typeof createApiToken>>>('CreateApiTokenSuccess')
  .implement({
    description: 'The token is created.',
    authScopes: { authenticated: true },
    fields: (t) => ({
      token: t.field({ type: ApiToken, description: 'The token.', resolve: ({ token }) => token }),
      secret: t.exposeString('secret', {
        description: 'To be sent as `Authorization: Bearer vtr_…`. It is shown this once.',
      }),
    }),
  });

builder.mutationField('createApiToken', (t) =>
  t.fieldWithInput({
    type: CreateApiTokenSuccess,
    authScopes: { authenticated: true },
    description: 'Makes a token that acts for the viewer in one organization.',
    errors: {
      types: [Forbidden, IdempotencyConflict, NotFound, InvalidInput, Unauthenticated],
      directResult: true,
    },
    input: {
      organizationId: t.input.globalID({ required: true, for: Organization, description: 'Where it is good.' }),
      name: t.input.string({ required: true, description: 'What it is for, in up to 100 characters.' }),
      scopes: t.input.field({ type: [TokenScopeEnum], required: true, description: 'What it may do; at least one.' }),
      expiresInDays: t.input.int({ description: 'Days until it ends, 1 to 366; 90 when not given.' }),
      datasetIds: t.input.globalIDList({
        for: Dataset,
        description:
          'The datasets it is limited to, 1 to 100. Without this argument, it reaches all that the viewer can reach.',
      }),
      idempotencyKey: t.input.string(idempotencyKey('SECRET')),
    },
    resolve: (_root, { input }, context) =>
      createApiToken(context, {
        ...input,
        orgId: rowId(input.organizationId.id),
        datasetIds: input.datasetIds?.map(({ id }) => rowId(id)),
      }),
  }),
);

builder.mutationField('revokeApiToken', (t) =>
  t.fieldWithInput({
    type: ApiToken,
    authScopes: { authenticated: true },
    description:
      'Revokes a token of the viewer or, for admins, any of the organization, and the tokens it has made. It is refused from the next request on.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'token', description: 'The token, revoked.' },
    },
    input: { tokenId: t.input.globalID({ required: true, for: ApiToken, description: 'The token.' }) },
    resolve: (_root, { input }, context) => revokeApiToken(context, rowId(input.tokenId.id)),
  }),
);

builder.prismaObjectField(Organization, 'tokens', (t) =>
  t.connection(
    {
      type: ApiToken,
      nullable: true,
      select: { id: true },
      description: 'The tokens of all its members, ended ones too, the newest first; for admins.',
      resolve: async ({ id }, args, context, info) => {
        const page = await findApiTokens(context, { orgId: id }, args, relatedOfNodes(context, info));
        return connectionOf(page, (node) => ({ cursor: node.cursor, node }));
      },
    },
    ApiTokenConnection,
  ),
);
