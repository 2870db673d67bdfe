import { datasetsVisibleTo } from '#domain/access/visible-to.ts';
import { findAccessLog } from '#domain/access-log/find-access-log.ts';
import type {
  AccessLog as AccessLogRow,
  ApiToken as ApiTokenRow,
  Dataset as DatasetRow,
  ShareLink as ShareLinkRow,
} from '#prisma/client/client.ts';
import * as enums from '#prisma/client/enums.ts';
import { ApiToken } from './api-token.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf } from './connection.ts';
import { Dataset } from './dataset.ts';
import { inOrder } from './in-order.ts';
import { loaderPerRequest } from './loader.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';
import { ShareLink } from './share-link.ts';
import { User } from './user.ts';
import { usersById } from './users-by-id.ts';

const AccessActionEnum = builder.enumType('AccessAction', {
  description: 'Action that the access log records.',
  values: {
    ASSET_URL: {
      description: 'Signed URL that shows a file: the content of an item, a preview or another file of it.',
    },
    THUMBNAIL_URL: {
      description: 'Signed URL of a thumbnail or a poster, as for each tile of a grid.',
    },
    DOWNLOAD: { description: 'Signed URL that downloads a file.' },
    EXPORT: { description: 'Export of a dataset or of the access log.' },
    SIGN_IN: { description: 'Person signed in with a browser.' },
    SIGN_OUT: { description: 'Browser signed out.' },
    PASSWORD_CHANGE: { description: 'Password changed or reset.' },
    PUBLISH: { description: 'Revision published.' },
    DATASET_CHANGE: { description: 'Dataset created, described, restricted or archived.' },
    GRANT: { description: 'Access to a restricted dataset granted or revoked.' },
    ROLE_CHANGE: { description: 'Member joined, left, or got another role.' },
    TOKEN_CHANGE: { description: 'API token created or revoked.' },
    SHARE_LINK: { description: 'Share link created, opened in a browser or revoked.' },
    INVITATION: { description: 'Invitation sent, accepted or revoked.' },
    WEBHOOK: { description: 'Webhook created, changed or deleted, or its secret replaced.' },
  } satisfies Record<enums.AccessAction, object>,
});

const AccessLogEntry = builder.objectRef<AccessLogRow>('AccessLogEntry').implement({
  description:
    'Entry of the access log: an action, its actor, its time and its origin. Entries never change. Whole months are deleted after the retention time.',
  authScopes: ({ orgId }) => ({ admin: orgId }),
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Time of the action.' }),
    action: t.expose('action', { type: AccessActionEnum, description: 'Action that the entry records.' }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'Person who acted, or for whom a token did. Null for the holder of a share link.',
      resolve: ({ userId }, _args, context) => (userId ? usersById(context).load(userId) : null),
    }),
    token: t.field({
      type: ApiToken,
      nullable: true,
      description: 'API token of the request. Null for requests without one.',
      resolve: ({ tokenId }, _args, context) => (tokenId ? tokensById(context).load(tokenId) : null),
    }),
    shareLink: t.field({
      type: ShareLink,
      nullable: true,
      description: 'Share link of the request. Null for requests without one.',
      resolve: ({ shareLinkId }, _args, context) => (shareLinkId ? shareLinksById(context).load(shareLinkId) : null),
    }),
    dataset: t.field({
      type: Dataset,
      nullable: true,
      description: 'Dataset of the action. Null for actions without a dataset, and if it is gone.',
      resolve: ({ datasetId }, _args, context) => (datasetId ? datasetsById(context).load(datasetId) : null),
    }),
    itemKey: t.exposeString('itemKey', {
      nullable: true,
      description: 'Key of the item. Null for actions without an item.',
    }),
    detail: t.expose('detail', {
      type: 'JSON',
      nullable: true,
      description: 'Details that depend on the action, such as the new role. Null for most actions.',
    }),
    address: t.exposeString('address', {
      nullable: true,
      description: 'Network address of the client. Null if it is not known.',
    }),
    userAgent: t.exposeString('userAgent', {
      nullable: true,
      description: 'Header `User-Agent` of the request. Null if it had none.',
    }),
    requestId: t.exposeString('requestId', { description: 'Id of the request, as in the logs of the server.' }),
  }),
});

const tokensById = loaderPerRequest<string, ApiTokenRow | null>(async ({ db }, ids) =>
  inOrder(ids, await db.apiToken.findMany({ where: { id: { in: [...ids] } } })),
);
const shareLinksById = loaderPerRequest<string, ShareLinkRow | null>(async ({ db }, ids) =>
  inOrder(ids, await db.shareLink.findMany({ where: { id: { in: [...ids] } } })),
);
const datasetsById = loaderPerRequest<string, DatasetRow | null>(async ({ db, viewer }, ids) =>
  inOrder(ids, await db.dataset.findMany({ where: { AND: [{ id: { in: [...ids] } }, datasetsVisibleTo(viewer)] } })),
);

const AccessLogFilterInput = builder.inputType('AccessLogFilter', {
  description: 'Conditions on entries of the access log. All that are given must hold.',
  fields: (t) => ({
    userId: t.globalID({ for: User, description: 'Global id of the person who acted, directly or by a token.' }),
    tokenId: t.globalID({ for: ApiToken, description: 'Global id of the API token of the request.' }),
    shareLinkId: t.globalID({ for: ShareLink, description: 'Global id of the share link of the request.' }),
    datasetId: t.globalID({ for: Dataset, description: 'Global id of the dataset of the action.' }),
    itemKey: t.string({ description: 'Key of the item of the action. Requires `datasetId`.' }),
    actions: t.field({
      type: [AccessActionEnum],
      description: 'Actions, of which the entry has one. An empty list matches nothing.',
    }),
    from: t.field({ type: 'DateTime', description: 'Start of the range, included.' }),
    before: t.field({ type: 'DateTime', description: 'End of the range, excluded.' }),
  }),
});

builder.prismaObjectField(Organization, 'accessLog', (t) =>
  t.connection(
    {
      type: AccessLogEntry,
      nullable: true,
      select: { id: true },
      description:
        'Entries of the access log, the newest first. Only for admins. `GET /exports/access-log?organizationSlug=…&format=csv` returns them as a file.',
      args: {
        filter: t.arg({ type: AccessLogFilterInput, description: 'Filter of the entries. Default: all entries.' }),
      },
      resolve: async ({ id }, { filter, ...args }, context) => {
        const page = await findAccessLog(context, id, {
          ...args,
          filter: filter && {
            userId: given(filter.userId),
            tokenId: given(filter.tokenId),
            shareLinkId: given(filter.shareLinkId),
            datasetId: given(filter.datasetId),
            itemKey: filter.itemKey,
            actions: filter.actions,
            from: filter.from,
            before: filter.before,
          },
        });
        return connectionOf(page, (node) => ({ cursor: node.cursor, node }));
      },
    },
    ...connectionNames('AccessLogEntry'),
  ),
);

function given(id: { id: string } | null | undefined): string | null {
  return id ? rowId(id.id) : null;
}
