import type { Viewer as ViewerShape } from '#domain/viewer.ts';
import { organizationsOf } from '#domain/viewer.ts';
import { builder } from './builder.ts';
import { RoleEnum, TokenScopeEnum } from './enums.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';

export const User = builder.prismaNode('User', {
  description: 'A person. Seen by those who share an organization with them.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({
    id: rowId(id),
    OR: [{ id: viewer.userId ?? rowId('') }, { memberships: { some: { orgId: { in: organizationsOf(viewer) } } } }],
  }),
  select: { id: true },
  authScopes: { recognised: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What they are called.' }),
    email: t.exposeString('email', { description: 'Their e-mail address, in lower case.' }),
  }),
});

const Membership = builder
  .objectRef<{ orgId: string; role: NonNullable<ReturnType<ViewerShape['memberships']['get']>> }>('Membership')
  .implement({
    description: 'A role in an organization.',
    authScopes: ({ orgId }) => ({ member: orgId }),
    fields: (t) => ({
      role: t.expose('role', { type: RoleEnum, description: 'What one may do there.' }),
      organization: t.prismaField({
        type: Organization,
        description: 'Where.',
        resolve: (query, { orgId }, _args, { db }) =>
          db.organization.findUniqueOrThrow({ ...query, where: { id: orgId } }),
      }),
    }),
  });

const CredentialKind = builder.enumType('CredentialKind', {
  description: 'By what the viewer was recognised.',
  values: {
    PERSON: { description: 'A browser session.' },
    TOKEN: { description: 'An API token.' },
    SHARE_LINK: { description: 'A share link, without an account.' },
  } as const,
});

const Viewer = builder.objectRef<ViewerShape>('Viewer').implement({
  description: 'Who asks, and what they may do.',
  authScopes: { recognised: true },
  fields: (t) => ({
    kind: t.field({
      type: CredentialKind,
      description: 'By what they were recognised.',
      resolve: ({ kind }) => {
        if (kind === 'ANONYMOUS') throw new Error('Nobody is no viewer.');
        return kind;
      },
    }),
    user: t.prismaField({
      type: User,
      nullable: true,
      description: 'The person; null for the holder of a share link.',
      // The person may be a member nowhere, and then no organization's rows include them.
      resolve: (query, { userId }, _args, { system }) =>
        userId ? system.user.findUnique({ ...query, where: { id: userId } }) : null,
    }),
    memberships: t.field({
      type: [Membership],
      description: 'The organizations they belong to, with their roles.',
      resolve: ({ memberships }) => [...memberships].map(([orgId, role]) => ({ orgId, role })),
    }),
    scopes: t.field({
      type: [TokenScopeEnum],
      description: 'What the credential allows, within the role.',
      resolve: ({ scopes }) => [...scopes],
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    authScopes: { anyone: true },
    description: 'Who asks; null when nobody is signed in.',
    resolve: (_root, _args, { viewer }) => (viewer.kind === 'ANONYMOUS' ? null : viewer),
  }),
);
