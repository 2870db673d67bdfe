import { organizationsWith } from '#domain/access/membership.ts';
import {
  AlreadyExists,
  Forbidden,
  IdempotencyConflict,
  InvalidInput,
  MailUnavailable,
  NotFound,
  RateLimited,
  Unauthenticated,
} from '#domain/errors.ts';
import {
  acceptInvitation,
  findInvitationOffer,
  type InvitationOffer,
} from '#domain/organizations/accept-invitation.ts';
import {
  findInvitations,
  type InvitationState as InvitationStateName,
  invitationStateOf,
  mailStateOf,
  revokeInvitation,
} from '#domain/organizations/invitations.ts';
import { inviteMember } from '#domain/organizations/invite-member.ts';
import type { MailState } from '#prisma/client/enums.ts';
import { builder } from './builder.ts';
import { countedConnectionOf, relatedOfNodes, totalCount } from './connection.ts';
import { RoleEnum } from './enums.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { rememberSignedIn } from './just-signed-in.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { usersById } from './users-by-id.ts';

const InvitationState = builder.enumType('InvitationState', {
  description: 'State in the life of an invitation.',
  values: {
    OPEN: { description: 'Invitation that can be accepted.' },
    ACCEPTED: { description: 'Invitation that was accepted.' },
    REVOKED: { description: 'Invitation that was revoked, or replaced by a newer one.' },
    EXPIRED: { description: 'Invitation that is too old.' },
  } satisfies Record<InvitationStateName, object>,
});

const InvitationMailState = builder.enumType('InvitationMailState', {
  description: 'Delivery of the mail of an invitation.',
  values: {
    SENDING: { description: 'Mail that the mail server has not accepted yet.' },
    SENT: { description: 'Mail that the mail server accepted.' },
    FAILED: { description: 'Mail that the mail server refused or did not answer. Invite the address again.' },
    NOT_SENT: { description: 'Link in the log of the server, or printed by a command. No mail is sent.' },
  } satisfies Record<MailState, object>,
});

export const Invitation = builder.prismaNode('Invitation', {
  description: 'Link by which a person becomes a member, sent to their email address.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), orgId: { in: organizationsWith(viewer, 'ADMIN') } }),
  select: { id: true, orgId: true, acceptedAt: true, revokedAt: true, expiresAt: true, invitedBy: true },
  authScopes: ({ orgId }) => ({ admin: orgId }),
  fields: (t) => ({
    organization: t.relation('organization', { description: 'Organization that the person is invited to.' }),
    email: t.exposeString('email', { description: 'Email address to which the link was sent.' }),
    role: t.expose('role', { type: RoleEnum, description: 'Role that the person gets.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time at which the invitation was first sent.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time at which the invitation expires.' }),
    state: t.field({
      type: InvitationState,
      description: 'State of the invitation.',
      resolve: invitationStateOf,
    }),
    mailState: t.field({
      select: { mailState: true, expiresAt: true },
      type: InvitationMailState,
      description: 'Delivery of the mail with the link.',
      resolve: mailStateOf,
    }),
    invitedBy: t.field({
      type: User,
      nullable: true,
      description: 'Member who sent the invitation. Null if the account is gone.',
      resolve: ({ invitedBy }, _args, context) => usersById(context).load(invitedBy),
    }),
  }),
});

builder.prismaObjectField(Organization, 'invitations', (t) =>
  t.connection(
    {
      type: Invitation,
      nullable: true,
      select: { id: true },
      description: 'Invitations, accepted and ended ones too, the newest first. Only for admins.',
      resolve: async ({ id }, args, context, info) =>
        countedConnectionOf(await findInvitations(context, id, args, relatedOfNodes(context, info)), (node) => ({
          cursor: node.cursor,
          node,
        })),
    },
    { name: 'InvitationConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
    { name: 'InvitationEdge' },
  ),
);

builder.mutationField('inviteMember', (t) =>
  t.fieldWithInput({
    type: Invitation,
    authScopes: { authenticated: true },
    description: 'Sends a link by which a person becomes a member. It replaces an open invitation of the same address.',
    errors: {
      types: [AlreadyExists, Forbidden, IdempotencyConflict, InvalidInput, MailUnavailable, NotFound],
      dataField: { name: 'invitation', description: 'Invitation that was sent. Only the mail has its link.' },
    },
    input: {
      organizationId: t.input.globalID({
        required: true,
        for: Organization,
        description: 'Global id of the organization.',
      }),
      email: t.input.string({ required: true, description: 'Email address to which the link is sent.' }),
      role: t.input.field({ type: RoleEnum, required: true, description: 'Role that the person gets.' }),
      idempotencyKey: t.input.string(idempotencyKey('MAIL')),
    },
    resolve: (_root, { input }, context) => inviteMember(context, { ...input, orgId: rowId(input.organizationId.id) }),
  }),
);

builder.mutationField('revokeInvitation', (t) =>
  t.fieldWithInput({
    type: Invitation,
    authScopes: { authenticated: true },
    description: 'Revokes an invitation: its link no longer works.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'invitation', description: 'Invitation in the state `REVOKED`.' },
    },
    input: {
      invitationId: t.input.globalID({
        required: true,
        for: Invitation,
        description: 'Global id of the invitation to revoke.',
      }),
    },
    resolve: (_root, { input }, context) => revokeInvitation(context, rowId(input.invitationId.id)),
  }),
);

const InvitationOfferType = builder.objectRef<InvitationOffer>('InvitationOffer').implement({
  description: 'Content of an invitation, before it is accepted.',
  authScopes: { anyone: true },
  fields: (t) => ({
    organizationName: t.string({
      description: 'Display name of the organization.',
      resolve: ({ organization }) => organization.name,
    }),
    organizationSlug: t.string({
      description: 'Slug of the organization in URLs.',
      resolve: ({ organization }) => organization.slug,
    }),
    email: t.exposeString('email', { description: 'Email address that was invited.' }),
    role: t.expose('role', { type: RoleEnum, description: 'Role that the person gets.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time at which the invitation expires.' }),
    hasAccount: t.exposeBoolean('hasAccount', {
      description: 'Whether the address has an account. If so, sign in first. If not, choose a name and a password.',
    }),
  }),
});

builder.queryField('invitation', (t) =>
  t.field({
    type: InvitationOfferType,
    nullable: true,
    authScopes: { anyone: true },
    description: 'Content of an invitation, by its secret. Null if it can no longer be accepted.',
    args: {
      secret: t.arg.string({
        required: true,
        description: 'Secret of the invitation: the part of its link after the `#`.',
      }),
    },
    resolve: (_root, { secret }, context) => findInvitationOffer(context, secret),
  }),
);

builder.mutationField('acceptInvitation', (t) =>
  t.fieldWithInput({
    type: User,
    authScopes: { anyone: true },
    description:
      'Accepts an invitation by its secret: for the account that is signed in, or for a new one, which is then signed in.',
    errors: {
      types: [Forbidden, InvalidInput, NotFound, RateLimited, Unauthenticated],
      dataField: { name: 'user', description: 'Person who is now a member.' },
    },
    input: {
      secret: t.input.string({
        required: true,
        description: 'Secret of the invitation: the part of its link after the `#`.',
      }),
      name: t.input.string({
        description: 'Name of the new account, 1 to 200 characters. Left out by somebody who is signed in.',
      }),
      password: t.input.string({
        description: 'Password of the new account, 10 to 256 characters. Left out by somebody who is signed in.',
      }),
    },
    resolve: async (_root, { input }, context) => {
      const { user, session } = await acceptInvitation(context, input);
      if (session) {
        context.cookies.setSession(session);
        rememberSignedIn(context, user);
      }
      return user;
    },
  }),
);
