import { organizationsOf } from '#domain/viewer.ts';
import { builder } from './builder.ts';
import { RoleEnum } from './enums.ts';
import { rowId } from './row-id.ts';

export const Organization = builder.prismaNode('Organization', {
  description: 'A tenant: its datasets are seen by its members and by nobody else.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(organizationsOf(viewer).includes(id) ? id : '') }),
  select: { id: true },
  authScopes: ({ id }) => ({ member: id }),
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its name in addresses: lower-case letters, digits and hyphens.' }),
    name: t.exposeString('name', { description: 'Its name for people.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    role: t.field({
      type: RoleEnum,
      nullable: true,
      description: "The viewer's role in it; null for the holder of a share link.",
      resolve: ({ id }, _args, { viewer }) => viewer.memberships.get(id) ?? null,
    }),
  }),
});

builder.queryField('organization', (t) =>
  t.prismaField({
    type: Organization,
    nullable: true,
    authScopes: { authenticated: true },
    description: 'The organization with this slug; null when there is none, or the viewer is no member.',
    args: { slug: t.arg.string({ required: true, description: 'Its slug.' }) },
    resolve: (query, _root, { slug }, { db, viewer }) =>
      db.organization.findFirst({ ...query, where: { slug, id: { in: organizationsOf(viewer) } } }),
  }),
);
