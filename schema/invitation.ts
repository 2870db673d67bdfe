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
import { connectionNames, connectionOf, relatedOfNodes } from './connection.ts';
import { RoleEnum } from './enums.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { rememberSignedIn } from './just-signed-in.ts';
import { Organization } from './organization.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { usersById } from './users-by-id.ts';

const InvitationState = builder.enumType('InvitationState', {
  description: 'Whether an invitation can be accepted.',
  values: {
    OPEN: { description: 'It can.' },
    ACCEPTED: { description: 'It was.' },
    REVOKED: { description: 'It was taken back, or replaced by a newer one.' },
    EXPIRED: { description: 'It is too old.' },
  } satisfies Record<InvitationStateName, object>,
});

const InvitationMailState = builder.enumType('InvitationMailState', {
  description: 'What became of the mail of an invitation.',
  values: {
    SENDING: { description: 'The mail server has not answered yet.' },
    SENT: { description: 'The mail server took it.' },
    FAILED: { description: 'The mail server refused it, or did not answer. Invite the address again.' },
    NOT_SENT: { description: 'No mail: the link is in the log of the server, or was printed by a command.' },
  } satisfies Record<MailState, object>,
});

export const Invitation = builder.prismaNode('Invitation', {
  description: 'A link that was sent to an address, by which whoever reads it there becomes a member.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), orgId: { in: organizationsWith(viewer, 'ADMIN') } }),
  select: { id: true, orgId: true, acceptedAt: true, revokedAt: true, expiresAt: true, invitedBy: true },
  authScopes: ({ orgId }) => ({ admin: orgId }),
  fields: (t) => ({
    email: t.exposeString('email', { description: 'The address it was sent to.' }),
    role: t.expose('role', { type: RoleEnum, description: 'The role it gives.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was sent.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it can no longer be accepted.' }),
    state: t.field({
      type: InvitationState,
      description: 'Whether it can be accepted.',
      resolve: invitationStateOf,
    }),
    mailState: t.field({
      select: { mailState: true, createdAt: true },
      type: InvitationMailState,
      description: 'What became of the mail with its link.',
      resolve: mailStateOf,
    }),
    invitedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who sent it; null when the account is gone.',
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
      description: 'Its invitations, accepted and ended ones too, the newest first; for admins.',
      resolve: async ({ id }, args, context, info) =>
        connectionOf(await findInvitations(context, id, args, relatedOfNodes(context, info)), (node) => ({
          cursor: node.cursor,
          node,
        })),
    },
    ...connectionNames('Invitation'),
  ),
);

builder.mutationField('inviteMember', (t) =>
  t.fieldWithInput({
    type: Invitation,
    authScopes: { authenticated: true },
    description: 'Sends a link by which a person becomes a member. It replaces an open invitation of the same address.',
    errors: {
      types: [AlreadyExists, Forbidden, IdempotencyConflict, InvalidInput, MailUnavailable, NotFound],
      dataField: { name: 'invitation', description: 'The invitation. Its link is in the mail alone.' },
    },
    input: {
      organizationId: t.input.globalID({ required: true, for: Organization, description: 'What they are invited to.' }),
      email: t.input.string({ required: true, description: 'Where the link is sent.' }),
      role: t.input.field({ type: RoleEnum, required: true, description: 'The role they will have.' }),
      idempotencyKey: t.input.string(idempotencyKey('MAIL')),
    },
    resolve: (_root, { input }, context) => inviteMember(context, { ...input, orgId: rowId(input.organizationId.id) }),
  }),
);

builder.mutationField('revokeInvitation', (t) =>
  t.fieldWithInput({
    type: Invitation,
    authScopes: { authenticated: true },
    description: 'Takes an invitation back: its link no longer works.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'invitation', description: 'The invitation, which can no longer be accepted.' },
    },
    input: { invitationId: t.input.globalID({ required: true, for: Invitation, description: 'The invitation.' }) },
    resolve: (_root, { input }, context) => revokeInvitation(context, rowId(input.invitationId.id)),
  }),
);

const InvitationOfferType = builder.objectRef<InvitationOffer>('InvitationOffer').implement({
  description: 'What the link of an invitation shows before it is accepted.',
  authScopes: { anyone: true },
  fields: (t) => ({
    organizationName: t.string({
      description: 'What one is invited to.',
      resolve: ({ organization }) => organization.name,
    }),
    organizationSlug: t.string({
      description: 'Its name in addresses.',
      resolve: ({ organization }) => organization.slug,
    }),
    email: t.exposeString('email', { description: 'The address that was invited.' }),
    role: t.expose('role', { type: RoleEnum, description: 'The role one will have.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it can no longer be accepted.' }),
    hasAccount: t.exposeBoolean('hasAccount', {
      description: 'Whether the address has an account: then sign in with it first, else choose a name and a password.',
    }),
  }),
});

builder.queryField('invitation', (t) =>
  t.field({
    type: InvitationOfferType,
    nullable: true,
    authScopes: { anyone: true },
    description: 'What the holder of an invitation’s secret is offered; null when it can no longer be accepted.',
    args: { secret: t.arg.string({ required: true, description: 'What stands behind the # of its link.' }) },
    resolve: (_root, { secret }, context) => findInvitationOffer(context, secret),
  }),
);

builder.mutationField('acceptInvitation', (t) =>
  t.fieldWithInput({
    type: User,
    authScopes: { anyone: true },
    description:
      'Joins an organization by the secret of an invitation: with the account that is signed in, else with a new one, which is signed in at once.',
    errors: {
      types: [Forbidden, InvalidInput, NotFound, RateLimited, Unauthenticated],
      dataField: { name: 'user', description: 'The person who is now a member.' },
    },
    input: {
      secret: t.input.string({ required: true, description: 'What stands behind the # of its link.' }),
      name: t.input.string({ description: 'What the new account is called.' }),
      password: t.input.string({ description: 'The password of the new account: 10 to 256 characters.' }),
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
