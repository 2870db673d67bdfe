import { Forbidden, IdempotencyConflict, InvalidInput, NotFound, RateLimited } from '#domain/errors.ts';
import { createShareLink } from '#domain/sharing/create-share-link.ts';
import { openShareLink, type Shared } from '#domain/sharing/open-share-link.ts';
import { findShareLinks, revokeShareLink, shareLinksVisibleTo } from '#domain/sharing/share-links.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf, relatedOfNodes } from './connection.ts';
import { Dataset } from './dataset.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { usersById } from './users-by-id.ts';

export const ShareLink = builder.prismaNode('ShareLink', {
  description: 'A secret link that shows one dataset, or one revision of it, to whoever holds it, without an account.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), AND: [shareLinksVisibleTo(viewer)] }),
  select: { id: true, orgId: true, createdBy: true },
  authScopes: ({ orgId }) => ({ publisher: orgId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Whom it is for, or what.' }),
    revisionNumber: t.exposeInt('revision', {
      nullable: true,
      description: 'The one revision it shows; null when it shows the whole dataset as it is now.',
    }),
    withReviews: t.exposeBoolean('withReviews', {
      description:
        'Whether a link to one revision also shows what reviewers say, which may be later than the revision.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends.' }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null while it is good.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute; null when never.',
    }),
    dataset: t.relation('dataset', { description: 'The dataset it shows.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who made it; null when the account is gone.',
      resolve: ({ createdBy }, _args, context) => usersById(context).load(createdBy),
    }),
  }),
});

builder.prismaObjectField(Dataset, 'shareLinks', (t) =>
  t.connection(
    {
      type: ShareLink,
      nullable: true,
      select: { id: true, orgId: true },
      description: 'Its share links, ended ones too, the newest first; for publishers.',
      resolve: async (dataset, args, context, info) =>
        connectionOf(await findShareLinks(context, dataset, args, relatedOfNodes(context, info)), (node) => ({
          cursor: node.cursor,
          node,
        })),
    },
    ...connectionNames('ShareLink'),
  ),
);

const CreateShareLinkSuccess = builder
  .objectRef<Awaited<ReturnType<typeof createShareLink>>>('CreateShareLinkSuccess')
  .implement({
    description: 'The share link is created.',
    authScopes: { authenticated: true },
    fields: (t) => ({
      shareLink: t.field({ type: ShareLink, description: 'The link.', resolve: ({ link }) => link }),
      url: t.exposeString('url', { description: 'Where it leads, in the viewer. It is shown this once.' }),
      secret: t.exposeString('secret', {
        description: 'For programs, to be sent as `x-vitrine-share: vts_…`. It is shown this once.',
      }),
    }),
  });

builder.mutationField('createShareLink', (t) =>
  t.fieldWithInput({
    type: CreateShareLinkSuccess,
    authScopes: { authenticated: true },
    description: 'Makes a link that shows one dataset, or one revision of it, to whoever holds it.',
    errors: {
      types: [Forbidden, IdempotencyConflict, InvalidInput, NotFound],
      directResult: true,
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'The dataset it shows.' }),
      name: t.input.string({ required: true, description: 'Whom it is for, or what; up to 100 characters.' }),
      revisionNumber: t.input.int({
        description: 'The one revision it shows; else the dataset as it is when looked at.',
      }),
      withReviews: t.input.boolean({
        description:
          'Whether a link to one revision also shows what reviewers say, which may be later than the revision. Default: false. Links to the dataset as it is always show it.',
      }),
      expiresInDays: t.input.int({ description: 'Days until it ends, 1 to 366; 7 when not given.' }),
      idempotencyKey: t.input.string(idempotencyKey('SECRET')),
    },
    resolve: (_root, { input: { datasetId, revisionNumber, ...input } }, context) =>
      createShareLink(context, { ...input, datasetId: rowId(datasetId.id), revision: revisionNumber }),
  }),
);

export const SharedView = builder.objectRef<Shared>('SharedView').implement({
  description: 'What a share link shows.',
  authScopes: { anyone: true },
  fields: (t) => ({
    organizationSlug: t.exposeString('organizationSlug', { description: 'The organization, as in addresses.' }),
    datasetSlug: t.exposeString('datasetSlug', { description: 'The dataset, as in addresses.' }),
    datasetName: t.exposeString('datasetName', { description: "The dataset's name for people." }),
    revisionNumber: t.exposeInt('revision', {
      nullable: true,
      description: 'The one revision it shows; null when it shows the dataset as it is now.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends.' }),
  }),
});

builder.mutationField('openShareLink', (t) =>
  t.fieldWithInput({
    type: SharedView,
    authScopes: { anyone: true },
    description:
      'Opens a share link in a browser, which keeps it in a cookie that scripts cannot read. Requests then show what it shows: of somebody who is signed in, those with the header `x-vitrine-share: opened`.',
    errors: {
      types: [InvalidInput, NotFound, RateLimited],
      dataField: { name: 'shared', description: 'What it shows.' },
    },
    input: { secret: t.input.string({ required: true, description: 'What stands behind the # of the link.' }) },
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
    description: 'Ends a share link: it shows nothing any more.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'shareLink', description: 'The link, revoked.' },
    },
    input: { shareLinkId: t.input.globalID({ required: true, for: ShareLink, description: 'The link.' }) },
    resolve: (_root, { input }, context) => revokeShareLink(context, rowId(input.shareLinkId.id)),
  }),
);
