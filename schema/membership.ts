import { Forbidden, LastOwner, NotFound } from '#domain/errors.ts';
import { findMembers } from '#domain/organizations/find-members.ts';
import { leaveOrganization, removeMember } from '#domain/organizations/remove-member.ts';
import { setMemberRole } from '#domain/organizations/set-member-role.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf, relatedOfNodes } from './connection.ts';
import { RoleEnum } from './enums.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';

export const Membership = builder.prismaNode('Membership', {
  description: 'A person in an organization, with a role.',
  id: { resolve: ({ orgId, userId }) => `${orgId}.${userId}` },
  nullable: true,
  findUnique: (id, { viewer }) => {
    const { orgId, userId } = readMembershipId(id);
    return { orgId_userId: { orgId, userId }, orgId: { in: [...viewer.memberships.keys()] } };
  },
  select: { orgId: true, userId: true },
  authScopes: ({ orgId }) => ({ colleague: orgId }),
  fields: (t) => ({
    role: t.expose('role', { type: RoleEnum, description: 'What they may do there.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they joined.' }),
    organization: t.relation('organization', { description: 'Where.' }),
    user: t.relation('user', { type: User, description: 'Who.' }),
  }),
});

/** Splits the id of a membership into its two ids. Returns ids of no row if it is malformed. */
function readMembershipId(id: string): { orgId: string; userId: string } {
  const [orgId = '', userId = ''] = id.split('.');
  return { orgId: rowId(orgId), userId: rowId(userId) };
}

builder.prismaObjectField(Organization, 'members', (t) =>
  t.connection(
    {
      type: Membership,
      nullable: true,
      select: { id: true },
      description: 'Its members, those who joined first come first; refused to the holder of a share link.',
      resolve: async ({ id }, args, context, info) =>
        connectionOf(await findMembers(context, id, args, relatedOfNodes(context, info)), (node) => ({
          cursor: node.cursor,
          node,
        })),
    },
    ...connectionNames('Membership'),
  ),
);

builder.mutationField('setMemberRole', (t) =>
  t.fieldWithInput({
    type: Membership,
    authScopes: { authenticated: true },
    description: 'Gives a member another role. Owners are made and unmade by owners, and the last one stays.',
    errors: {
      types: [Forbidden, LastOwner, NotFound],
      dataField: { name: 'membership', description: 'The membership, with its new role.' },
    },
    input: {
      membership: t.input.globalID({ required: true, for: Membership, description: 'Whose role, and where.' }),
      role: t.input.field({ type: RoleEnum, required: true, description: 'What they may do from now on.' }),
    },
    resolve: (_root, { input }, context) =>
      setMemberRole(context, { ...readMembershipId(input.membership.id), role: input.role }),
  }),
);

const EndedMembership = builder.objectRef<{ orgId: string; userId: string }>('EndedMembership').implement({
  description: 'A membership that is over.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    membershipId: t.globalID({
      description: 'The id it had.',
      resolve: ({ orgId, userId }) => ({ type: 'Membership', id: `${orgId}.${userId}` }),
    }),
  }),
});

builder.mutationField('removeMember', (t) =>
  t.fieldWithInput({
    type: EndedMembership,
    authScopes: { authenticated: true },
    description:
      'Removes a member, and with them their tokens, grants, share links and open invitations. What they published stays.',
    errors: {
      types: [Forbidden, LastOwner, NotFound],
      dataField: { name: 'ended', description: 'The membership that is over.' },
    },
    input: {
      membership: t.input.globalID({ required: true, for: Membership, description: 'Who, and from where.' }),
    },
    resolve: async (_root, { input }, context) => {
      const membership = readMembershipId(input.membership.id);
      await removeMember(context, membership);
      return membership;
    },
  }),
);

builder.mutationField('leaveOrganization', (t) =>
  t.fieldWithInput({
    type: EndedMembership,
    authScopes: { authenticated: true },
    description: "Ends the viewer's membership; the last owner stays.",
    errors: {
      types: [Forbidden, LastOwner, NotFound],
      dataField: { name: 'ended', description: 'The membership that is over.' },
    },
    input: {
      organization: t.input.globalID({ required: true, for: Organization, description: 'The organization to leave.' }),
    },
    resolve: async (_root, { input }, context) => {
      const orgId = rowId(input.organization.id);
      await leaveOrganization(context, orgId);
      return { orgId, userId: context.viewer.userId ?? '' };
    },
  }),
);
