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
    return { orgId, userId, AND: [{ orgId: { in: [...viewer.memberships.keys()] } }] };
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
      membershipId: t.input.globalID({ required: true, for: Membership, description: 'Whose role, and where.' }),
      role: t.input.field({ type: RoleEnum, required: true, description: 'What they may do from now on.' }),
    },
    resolve: (_root, { input }, context) =>
      setMemberRole(context, { ...readMembershipId(input.membershipId.id), role: input.role }),
  }),
);

/** Returns the success of a mutation that ends a membership. */
function membershipEnded(name: string, description: string) {
  return builder.objectRef<{ orgId: string; userId: string }>(name).implement({
    description,
    authScopes: { authenticated: true },
    fields: (t) => ({
      membershipId: t.globalID({
        description: 'The id of the membership that has ended.',
        resolve: ({ orgId, userId }) => ({ type: 'Membership', id: `${orgId}.${userId}` }),
      }),
    }),
  });
}

const RemoveMemberSuccess = membershipEnded('RemoveMemberSuccess', 'The member is removed.');
const LeaveOrganizationSuccess = membershipEnded('LeaveOrganizationSuccess', 'The viewer has left the organization.');

builder.mutationField('removeMember', (t) =>
  t.fieldWithInput({
    type: RemoveMemberSuccess,
    authScopes: { authenticated: true },
    description:
      'Removes a member, and with them their tokens, grants, share links and open invitations. What they published stays.',
    errors: { types: [Forbidden, LastOwner, NotFound], directResult: true },
    input: {
      membershipId: t.input.globalID({ required: true, for: Membership, description: 'Who, and from where.' }),
    },
    resolve: async (_root, { input }, context) => {
      const membership = readMembershipId(input.membershipId.id);
      await removeMember(context, membership);
      return membership;
    },
  }),
);

builder.mutationField('leaveOrganization', (t) =>
  t.fieldWithInput({
    type: LeaveOrganizationSuccess,
    authScopes: { authenticated: true },
    description: "Ends the viewer's membership; the last owner stays.",
    errors: { types: [Forbidden, LastOwner, NotFound], directResult: true },
    input: {
      organizationId: t.input.globalID({
        required: true,
        for: Organization,
        description: 'The organization to leave.',
      }),
    },
    resolve: async (_root, { input }, context) => {
      const orgId = rowId(input.organizationId.id);
      await leaveOrganization(context, orgId);
      return { orgId, userId: context.viewer.userId ?? '' };
    },
  }),
);
