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
  description: 'What was done.',
  values: {
    ASSET_URL: {
      description: 'An address to view a file was returned: its content, a preview or a file that goes with it.',
    },
    THUMBNAIL_URL: {
      description: 'An address to show a thumbnail or a poster was returned, as for each tile of a grid.',
    },
    DOWNLOAD: { description: 'An address to download a file was handed out.' },
    EXPORT: { description: 'A dataset, or the access log, was exported.' },
    SIGN_IN: { description: 'A person signed in with a browser.' },
    SIGN_OUT: { description: 'A browser was signed out.' },
    PASSWORD_CHANGE: { description: 'A password was changed or reset.' },
    PUBLISH: { description: 'A revision was published.' },
    DATASET_CHANGE: { description: 'A dataset was created, described, restricted or archived.' },
    GRANT: { description: 'Somebody was let see a restricted dataset, or no longer.' },
    ROLE_CHANGE: { description: 'Somebody joined, left, or got another role.' },
    TOKEN_CHANGE: { description: 'A token was made or revoked.' },
    SHARE_LINK: { description: 'A share link was made, opened in a browser or revoked.' },
    INVITATION: { description: 'An invitation was sent, accepted or taken back.' },
  } satisfies Record<enums.AccessAction, object>,
});

const AccessLogEntry = builder.objectRef<AccessLogRow>('AccessLogEntry').implement({
  description: 'Who saw or did what, when and from where. It is never changed; whole months go when retention ends.',
  authScopes: ({ orgId }) => ({ admin: orgId }),
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    action: t.expose('action', { type: AccessActionEnum, description: 'What was done.' }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'Who did it, or for whom a token did; null for the holder of a share link.',
      resolve: ({ userId }, _args, context) => (userId ? usersById(context).load(userId) : null),
    }),
    token: t.field({
      type: ApiToken,
      nullable: true,
      description: 'The token that was used; null when none was.',
      resolve: ({ tokenId }, _args, context) => (tokenId ? tokensById(context).load(tokenId) : null),
    }),
    shareLink: t.field({
      type: ShareLink,
      nullable: true,
      description: 'The share link that was used; null when none was.',
      resolve: ({ shareLinkId }, _args, context) => (shareLinkId ? shareLinksById(context).load(shareLinkId) : null),
    }),
    dataset: t.field({
      type: Dataset,
      nullable: true,
      description: 'The dataset it concerns; null when it concerns none, or when it is gone.',
      resolve: ({ datasetId }, _args, context) => (datasetId ? datasetsById(context).load(datasetId) : null),
    }),
    itemKey: t.exposeString('itemKey', { nullable: true, description: 'The key of the item it concerns.' }),
    detail: t.expose('detail', {
      type: 'JSON',
      nullable: true,
      description: 'What else there is to know, such as the role that was given.',
    }),
    address: t.exposeString('address', { nullable: true, description: 'The network address the request came from.' }),
    userAgent: t.exposeString('userAgent', { nullable: true, description: 'What the program said of itself.' }),
    requestId: t.exposeString('requestId', { description: 'Finds the request in the logs of the server.' }),
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
  description: 'Which entries; conditions that are given must all hold.',
  fields: (t) => ({
    userId: t.globalID({ for: User, description: 'By this person, or by one of their tokens.' }),
    tokenId: t.globalID({ for: ApiToken, description: 'By this token.' }),
    shareLinkId: t.globalID({ for: ShareLink, description: 'By the holders of this share link.' }),
    datasetId: t.globalID({ for: Dataset, description: 'Of this dataset.' }),
    itemKey: t.string({ description: 'Of the item with this key; goes with `datasetId`.' }),
    actions: t.field({ type: [AccessActionEnum], description: 'One of these actions. An empty list matches nothing.' }),
    from: t.field({ type: 'DateTime', description: 'From this moment on.' }),
    to: t.field({ type: 'DateTime', description: 'Before this moment.' }),
  }),
});

builder.prismaObjectField(Organization, 'accessLog', (t) =>
  t.connection(
    {
      type: AccessLogEntry,
      nullable: true,
      select: { id: true },
      description:
        'Who saw and did what here, the newest first; for admins. `GET /exports/access-log?organizationSlug=…&format=csv` gives it as a file.',
      args: { filter: t.arg({ type: AccessLogFilterInput, description: 'Which entries.' }) },
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
            to: filter.to,
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
