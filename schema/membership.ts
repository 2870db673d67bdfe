import { Forbidden, LastOwner, NotFound } from '#domain/errors.ts';
import { findMembers } from '#domain/organizations/find-members.ts';
import { leaveOrganization, removeMember } from '#domain/organizations/remove-member.ts';
import { setMemberRole } from '#domain/organizations/set-member-role.ts';
import { builder } from './builder.ts';
import { countedConnectionOf, relatedOfNodes, totalCount } from './connection.ts';
import { RoleEnum } from './enums.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';

export const Membership = builder.prismaNode('Membership', {
  description: 'Membership of a person in an organization, with a role.',
  id: { resolve: ({ orgId, userId }) => `${orgId}.${userId}` },
  nullable: true,
  findUnique: (id, { viewer }) => {
    const { orgId, userId } = readMembershipId(id);
    return { orgId, userId, AND: [{ orgId: { in: [...viewer.memberships.keys()] } }] };
  },
  select: { orgId: true, userId: true },
  authScopes: ({ orgId }) => ({ colleague: orgId }),
  fields: (t) => ({
    role: t.expose('role', { type: RoleEnum, description: 'Role of the person in the organization.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time at which the person joined.' }),
    organization: t.relation('organization', { description: 'Organization that the person is a member of.' }),
    user: t.relation('user', { type: User, description: 'Person who is the member.' }),
  }),
});

/**
 * Returns the organization id and the user id in the id of a membership. Returns ids without a row if it is malformed.
 */
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
      description: 'Members in the order in which they joined. Refused to the holder of a share link.',
      resolve: async ({ id }, args, context, info) =>
        countedConnectionOf(await findMembers(context, id, args, relatedOfNodes(context, info)), (node) => ({
          cursor: node.cursor,
          node,
        })),
    },
    { name: 'MembershipConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
    { name: 'MembershipEdge' },
  ),
);

builder.mutationField('setMemberRole', (t) =>
  t.fieldWithInput({
    type: Membership,
    authScopes: { authenticated: true },
    description: 'Sets the role of a member. Only owners make and unmake owners, and the last owner stays.',
    errors: {
      types: [Forbidden, LastOwner, NotFound],
      dataField: { name: 'membership', description: 'Membership with its new role.' },
    },
    input: {
      membershipId: t.input.globalID({ required: true, for: Membership, description: 'Global id of the membership.' }),
      role: t.input.field({ type: RoleEnum, required: true, description: 'Role that the member gets.' }),
    },
    resolve: (_root, { input }, context) =>
      setMemberRole(context, { ...readMembershipId(input.membershipId.id), role: input.role }),
  }),
);

/** Returns the success type of a mutation that ends a membership. */
function membershipEnded(name: string, description: string) {
  return builder.objectRef<{ orgId: string; userId: string }>(name).implement({
    description,
    authScopes: { authenticated: true },
    fields: (t) => ({
      membershipId: t.globalID({
        description: 'Global id of the membership that has ended.',
        resolve: ({ orgId, userId }) => ({ type: 'Membership', id: `${orgId}.${userId}` }),
      }),
    }),
  });
}

const RemoveMemberSuccess = membershipEnded('RemoveMemberSuccess', 'Success: the member is removed.');
const LeaveOrganizationSuccess = membershipEnded(
  'LeaveOrganizationSuccess',
  'Success: the viewer has left the organization.',
);

builder.mutationField('removeMember', (t) =>
  t.fieldWithInput({
    type: RemoveMemberSuccess,
    authScopes: { authenticated: true },
    description:
      'Removes a member with their tokens, grants, share links and open invitations. What they published stays.',
    errors: { types: [Forbidden, LastOwner, NotFound], directResult: true },
    input: {
      membershipId: t.input.globalID({
        required: true,
        for: Membership,
        description: 'Global id of the membership to end.',
      }),
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
    description: 'Ends the membership of the viewer. The last owner cannot leave.',
    errors: { types: [Forbidden, LastOwner, NotFound], directResult: true },
    input: {
      organizationId: t.input.globalID({
        required: true,
        for: Organization,
        description: 'Global id of the organization to leave.',
      }),
    },
    resolve: async (_root, { input }, context) => {
      const orgId = rowId(input.organizationId.id);
      await leaveOrganization(context, orgId);
      return { orgId, userId: context.viewer.userId ?? '' };
    },
  }),
);
