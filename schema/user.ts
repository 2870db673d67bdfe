import { builder } from './builder.ts';
import { rowId } from './row-id.ts';

export const User = builder.prismaNode('User', {
  description: 'Person. Only members of a common organization see each other.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({
    id: rowId(id),
    OR: [
      { id: viewer.userId ?? rowId('') },
      { memberships: { some: { orgId: { in: [...viewer.memberships.keys()] } } } },
    ],
  }),
  // Selects all columns of the fields, so that no field reads the user again. That would fail for a person who is in
  // none of the viewer's organizations: one who has just signed in, or has left.
  select: { id: true, name: true, email: true },
  authScopes: ({ id }) => ({ $any: { authenticated: true, signedIn: id } }),
  fields: (t) => ({
    name: t.string({ description: 'Display name.', resolve: ({ name }) => name }),
    email: t.string({
      nullable: true,
      description: 'Email address in lower case. Null for the holder of a share link.',
      resolve: ({ email }, _args, { viewer }) => (viewer.kind === 'SHARE_LINK' ? null : email),
    }),
  }),
});
