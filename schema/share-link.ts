import { Forbidden, IdempotencyConflict, InvalidInput, NotFound, RateLimited } from '#domain/errors.ts';
import { createShareLink } from '#domain/sharing/create-share-link.ts';
import { openShareLink, type Shared } from '#domain/sharing/open-share-link.ts';
import { findShareLinks, revokeShareLink, shareLinksVisibleTo } from '#domain/sharing/share-links.ts';
import { builder } from './builder.ts';
import { countedConnectionOf, relatedOfNodes, totalCount } from './connection.ts';
import { Dataset } from './dataset.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { personOf } from './users-by-id.ts';

export const ShareLink = builder.prismaNode('ShareLink', {
  description:
    'Secret link that shows one dataset, or one revision of it, to everybody who has the link, without an account.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), AND: [shareLinksVisibleTo(viewer)] }),
  select: { id: true, orgId: true, createdBy: true },
  authScopes: ({ orgId }) => ({ publisher: orgId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name that says the purpose of the link.' }),
    revisionNumber: t.exposeInt('revision', {
      nullable: true,
      description: 'Number of the revision that the link is pinned to. Null if it shows the current revision.',
    }),
    withReviews: t.exposeBoolean('withReviews', {
      description: 'Whether a pinned link also shows annotations of reviewers, which may be later than the revision.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of creation.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time at which the link expires.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of revocation. Null if it is not revoked.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last use, to the minute. Null if it was never used.',
    }),
    dataset: t.relation('dataset', { description: 'Dataset that the link shows.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Member who created the link. Null if the account is gone, and for a token limited to datasets.',
      resolve: ({ createdBy }, _args, context) => personOf(createdBy, context),
    }),
  }),
});

builder.prismaObjectField(Dataset, 'shareLinks', (t) =>
  t.connection(
    {
      type: ShareLink,
      nullable: true,
      select: { id: true, orgId: true },
      description: 'Share links of the dataset, ended ones too, the newest first. Only for publishers.',
      resolve: async (dataset, args, context, info) =>
        countedConnectionOf(await findShareLinks(context, dataset, args, relatedOfNodes(context, info)), (node) => ({
          cursor: node.cursor,
          node,
        })),
    },
    { name: 'ShareLinkConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
    { name: 'ShareLinkEdge' },
  ),
);

const CreateShareLinkSuccess = builder
  .objectRef<Awaited<ReturnType<typeof createShareLink>>>('CreateShareLinkSuccess')
  .implement({
    description: 'Success: the share link is created.',
    authScopes: { authenticated: true },
    fields: (t) => ({
      shareLink: t.field({ type: ShareLink, description: 'Share link that was created.', resolve: ({ link }) => link }),
      url: t.exposeString('url', { description: 'URL of the link in the viewer. It is shown only once.' }),
      secret: t.exposeString('secret', {
        description: 'Secret for the header `x-vitrine-share: vts_…`. It is shown only once.',
      }),
    }),
  });

builder.mutationField('createShareLink', (t) =>
  t.fieldWithInput({
    type: CreateShareLinkSuccess,
    authScopes: { authenticated: true },
    description: 'Creates a link that shows one dataset, or one revision of it, to everybody who has the link.',
    errors: {
      types: [Forbidden, IdempotencyConflict, InvalidInput, NotFound],
      directResult: true,
    },
    input: {
      datasetId: t.input.globalID({
        required: true,
        for: Dataset,
        description: 'Global id of the dataset that the link shows.',
      }),
      name: t.input.string({
        required: true,
        description: 'Name that says the purpose of the link, 1 to 100 characters.',
      }),
      revisionNumber: t.input.int({
        description: 'Number of the revision that the link is pinned to. Default: the current revision at each visit.',
      }),
      withReviews: t.input.boolean({
        description:
          'Whether a pinned link also shows annotations of reviewers, which may be later than the revision. Default: false. Other links always show them.',
      }),
      expiresInDays: t.input.int({ description: 'Lifetime of the link in days, 1 to 366. Default: 7.' }),
      idempotencyKey: t.input.string(idempotencyKey('SECRET')),
    },
    resolve: (_root, { input: { datasetId, revisionNumber, ...input } }, context) =>
      createShareLink(context, { ...input, datasetId: rowId(datasetId.id), revision: revisionNumber }),
  }),
);

export const SharedView = builder.objectRef<Shared>('SharedView').implement({
  description: 'Content of a share link.',
  authScopes: { anyone: true },
  fields: (t) => ({
    organizationSlug: t.exposeString('organizationSlug', { description: 'Slug of the organization in URLs.' }),
    datasetSlug: t.exposeString('datasetSlug', { description: 'Slug of the dataset in URLs.' }),
    datasetName: t.exposeString('datasetName', { description: 'Display name of the dataset.' }),
    revisionNumber: t.exposeInt('revision', {
      nullable: true,
      description: 'Number of the revision that the link is pinned to. Null if it shows the current revision.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time at which the link expires.' }),
  }),
});

builder.mutationField('openShareLink', (t) =>
  t.fieldWithInput({
    type: SharedView,
    authScopes: { anyone: true },
    description:
      'Opens a share link in a browser, which keeps it in a cookie that scripts cannot read. Later requests without a sign-in show its dataset. Requests with the header `x-vitrine-share: opened` show it to people who are signed in.',
    errors: {
      types: [InvalidInput, NotFound, RateLimited],
      dataField: { name: 'shared', description: 'Content of the link.' },
    },
    input: { secret: t.input.string({ required: true, description: 'Secret of the link: its part after the `#`.' }) },
    resolve: async (_root, { input: { secret } }, context) => {
      const shared = await openShareLink(context, secret);
      context.cookies.setShareLink({ secret, expiresAt: shared.expiresAt });
      return shared;
    },
  }),
);

builder.mutationField('revokeShareLink', (t) =>
  t.fieldWithInput({
    type: ShareLink,
    authScopes: { authenticated: true },
    description: 'Revokes a share link: it no longer shows anything.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'shareLink', description: 'Share link with `revokedAt` set.' },
    },
    input: {
      shareLinkId: t.input.globalID({
        required: true,
        for: ShareLink,
        description: 'Global id of the share link to revoke.',
      }),
    },
    resolve: (_root, { input }, context) => revokeShareLink(context, rowId(input.shareLinkId.id)),
  }),
);
