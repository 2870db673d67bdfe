import { requireBrowserSessions } from '#domain/identity/browser-session.ts';
import { findApiTokens } from '#domain/identity/find-api-tokens.ts';
import { findOwnUser } from '#domain/identity/find-own-user.ts';
import { ownMemberships } from '#domain/organizations/own-memberships.ts';
import { findShared } from '#domain/sharing/open-share-link.ts';
import type { ViewerKind, Viewer as ViewerShape } from '#domain/viewer.ts';
import { ApiToken, ApiTokenConnection } from './api-token.ts';
import { BrowserSession } from './browser-session.ts';
import { builder } from './builder.ts';
import { countedConnectionOf, relatedOfNodes } from './connection.ts';
import { TokenScopeEnum } from './enums.ts';
import { Membership } from './membership.ts';
import { SharedView } from './share-link.ts';
import { User } from './user.ts';

const CredentialKind = builder.enumType('CredentialKind', {
  description: 'Kind of credential by which the viewer was authenticated.',
  values: {
    PERSON: { description: 'Browser session of a person.' },
    TOKEN: { description: 'API token, or a JWT of the configured issuer.' },
    SHARE_LINK: { description: 'Share link, without an account.' },
  } satisfies Record<Exclude<ViewerKind, 'ANONYMOUS'>, object>,
});

export const Viewer = builder.objectRef<ViewerShape>('Viewer').implement({
  description: 'Sender of the request, and their rights.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    kind: t.field({
      type: CredentialKind,
      description: 'Kind of credential.',
      resolve: ({ kind }) => {
        if (kind === 'ANONYMOUS') throw new Error('Nobody is no viewer.');
        return kind;
      },
    }),
    user: t.prismaField({
      type: User,
      nullable: true,
      description: 'Person. Null for the holder of a share link.',
      resolve: (query, _viewer, _args, context) => findOwnUser(context, query),
    }),
    memberships: t.prismaField({
      type: [Membership],
      description: 'Memberships of the person, the first joined first.',
      resolve: (query, viewer, _args, { db }) => db.membership.findMany({ ...query, ...ownMemberships(viewer) }),
    }),
    scopes: t.field({
      type: [TokenScopeEnum],
      description: 'Scopes of the credential, within the role.',
      resolve: ({ scopes }) => [...scopes],
    }),
    shared: t.field({
      type: SharedView,
      nullable: true,
      description: 'Content of the share link. Null for members.',
      resolve: (_viewer, _args, context) => findShared(context),
    }),
    tokens: t.connection(
      {
        type: ApiToken,
        description:
          'Tokens of the person, ended ones too, the newest first. A token without the scope `ADMIN` sees only itself.',
        resolve: async ({ userId }, args, context, info) =>
          countedConnectionOf(
            await findApiTokens(context, { userId }, args, relatedOfNodes(context, info)),
            (node) => ({
              cursor: node.cursor,
              node,
            }),
          ),
      },
      ApiTokenConnection,
    ),
    browserSessions: t.field({
      type: [BrowserSession],
      nullable: true,
      description: 'Browsers in which the person is signed in, the one used last first. Refused to tokens.',
      resolve: (_viewer, _args, context) => requireBrowserSessions(context),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    authScopes: { anyone: true },
    description: 'Sender of the request, and their rights. Null if nobody is signed in.',
    resolve: (_root, _args, { viewer }) => (viewer.kind === 'ANONYMOUS' ? null : viewer),
  }),
);
