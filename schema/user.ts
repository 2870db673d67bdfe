import { builder } from './builder.ts';
import { rowId } from './row-id.ts';

export const User = builder.prismaNode('User', {
  description: 'A person. Seen by those who share an organization with them.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({
    id: rowId(id),
    OR: [
      { id: viewer.userId ?? rowId('') },
      { memberships: { some: { orgId: { in: [...viewer.memberships.keys()] } } } },
    ],
  }),
  select: { id: true },
  authScopes: { recognised: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What they are called.' }),
    email: t.string({
      nullable: true,
      select: { email: true },
      description: 'Their e-mail address, in lower case; null for the holder of a share link.',
      resolve: ({ email }, _args, { viewer }) => (viewer.kind === 'SHARE_LINK' ? null : email),
    }),
  }),
});
