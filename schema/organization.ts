import { organizationsOf } from '#domain/viewer.ts';
import { builder } from './builder.ts';
import { RoleEnum } from './enums.ts';
import { rowId } from './row-id.ts';

export const Organization = builder.prismaNode('Organization', {
  description: 'Tenant. Only its members, and holders of its share links, see its datasets.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(organizationsOf(viewer).includes(id) ? id : '') }),
  select: { id: true },
  authScopes: ({ id }) => ({ member: id }),
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Name in URLs: 1 to 63 lower-case letters, digits and hyphens.' }),
    name: t.exposeString('name', { description: 'Display name.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of creation.' }),
    role: t.field({
      type: RoleEnum,
      nullable: true,
      description: 'Role of the viewer. Null for the holder of a share link.',
      resolve: ({ id }, _args, { viewer }) => viewer.memberships.get(id) ?? null,
    }),
  }),
});

builder.queryField('organization', (t) =>
  t.prismaField({
    type: Organization,
    nullable: true,
    authScopes: { authenticated: true },
    description: 'Organization with this slug. Null if it does not exist, or the viewer is not a member.',
    args: { slug: t.arg.string({ required: true, description: 'Slug of the organization.' }) },
    resolve: (query, _root, { slug }, { db, viewer }) =>
      db.organization.findFirst({ ...query, where: { slug, id: { in: organizationsOf(viewer) } } }),
  }),
);
