import { Forbidden, IdempotencyConflict, InvalidInput, NotFound, Unauthenticated } from '#domain/errors.ts';
import { createApiToken } from '#domain/identity/create-api-token.ts';
import { findApiTokens } from '#domain/identity/find-api-tokens.ts';
import { findTokenDatasets } from '#domain/identity/find-token-datasets.ts';
import { revokeApiToken } from '#domain/identity/revoke-api-token.ts';
import { tokensVisibleTo } from '#domain/identity/tokens-visible-to.ts';
import { builder } from './builder.ts';
import { type Counted, countedConnectionOf, relatedOf, relatedOfNodes, totalCount } from './connection.ts';
import { Dataset } from './dataset.ts';
import { TokenScopeEnum } from './enums.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { loaderPerArguments } from './loader.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { usersById } from './users-by-id.ts';

export const ApiToken = builder.prismaNode('ApiToken', {
  description: 'Credential of a pipeline: acts for its user in one organization, within its scopes.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), AND: [tokensVisibleTo(viewer)] }),
  select: { id: true, orgId: true, userId: true },
  authScopes: ({ orgId }) => ({ colleague: orgId }),
  fields: (t) => ({
    organization: t.relation('organization', { description: 'Organization in which the token acts.' }),
    name: t.exposeString('name', { description: 'Name that says the purpose of the token.' }),
    hint: t.exposeString('hint', { description: 'Last four characters of the secret, to recognise the token by.' }),
    scopes: t.expose('scopes', {
      type: [TokenScopeEnum],
      description: 'Scopes of the token, within the role of its user.',
    }),
    limited: t.exposeBoolean('limited', { description: 'Whether the token reaches only the datasets in `datasets`.' }),
    datasets: t.field({
      type: [Dataset],
      description: 'Datasets that the token is limited to, of those the viewer may see. Empty if it is not limited.',
      resolve: ({ id }, _args, context, info) => datasetLoader(context, relatedOf(context, info)).load(id),
    }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'Person for whom the token acts. Null if the account is gone.',
      resolve: ({ userId }, _args, context) => usersById(context).load(userId),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of creation.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time at which the token expires.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last use, to the minute. Null if it was never used.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of revocation. Null if it is not revoked.',
    }),
  }),
});

const datasetLoader = loaderPerArguments(findTokenDatasets);

/** Connection of API tokens, used for the tokens of the viewer and of an organization. */
export const ApiTokenConnection = builder.connectionObject<typeof ApiToken, Counted>(
  { type: ApiToken, name: 'ApiTokenConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
  { name: 'ApiTokenEdge' },
);

const CreateApiTokenSuccess = builder
  .objectRef<Awaited<ReturnType<typeof createApiToken>>>('CreateApiTokenSuccess')
  .implement({
    description: 'Success: the token is created.',
    authScopes: { authenticated: true },
    fields: (t) => ({
      token: t.field({ type: ApiToken, description: 'Token that was created.', resolve: ({ token }) => token }),
      secret: t.exposeString('secret', {
        description: 'Secret for the header `Authorization: Bearer vtr_…`. It is shown only once.',
      }),
    }),
  });

builder.mutationField('createApiToken', (t) =>
  t.fieldWithInput({
    type: CreateApiTokenSuccess,
    authScopes: { authenticated: true },
    description: 'Creates a token that acts for the viewer in one organization.',
    errors: {
      types: [Forbidden, IdempotencyConflict, NotFound, InvalidInput, Unauthenticated],
      directResult: true,
    },
    input: {
      organizationId: t.input.globalID({
        required: true,
        for: Organization,
        description: 'Global id of the organization in which the token acts.',
      }),
      name: t.input.string({
        required: true,
        description: 'Name that says the purpose of the token, 1 to 100 characters.',
      }),
      scopes: t.input.field({
        type: [TokenScopeEnum],
        required: true,
        description: 'Scopes of the token, at least one.',
      }),
      expiresInDays: t.input.int({ description: 'Lifetime of the token in days, 1 to 366. Default: 90.' }),
      datasetIds: t.input.globalIDList({
        for: Dataset,
        description: 'Global ids of the datasets that the token is limited to, 1 to 100. Default: no limit.',
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
      'Revokes a token of the viewer or, for admins, of any member, and the tokens it has created. It is refused from the next request on.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'token', description: 'Token with `revokedAt` set.' },
    },
    input: {
      tokenId: t.input.globalID({ required: true, for: ApiToken, description: 'Global id of the token to revoke.' }),
    },
    resolve: (_root, { input }, context) => revokeApiToken(context, rowId(input.tokenId.id)),
  }),
);

builder.prismaObjectField(Organization, 'tokens', (t) =>
  t.connection(
    {
      type: ApiToken,
      nullable: true,
      select: { id: true },
      description: 'Tokens of all members, ended ones too, the newest first. Only for admins.',
      resolve: async ({ id }, args, context, info) => {
        const page = await findApiTokens(context, { orgId: id }, args, relatedOfNodes(context, info));
        return countedConnectionOf(page, (node) => ({ cursor: node.cursor, node }));
      },
    },
    ApiTokenConnection,
  ),
);
