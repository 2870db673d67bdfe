import { setTimeout as sleep } from 'node:timers/promises';
import type { Invitation } from '#prisma/client/client.ts';
import type { Role } from '#prisma/client/enums.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { requireEmail } from '../email.ts';
import { MailUnavailable } from '../errors.ts';
import { createOnce } from '../idempotency.ts';
import type { Message } from '../mail.ts';
import { createInvitation, invitationDays, invitationLink, renewInvitation } from './create-invitation.ts';
import { invitationStateOf, mailStateOf } from './invitations.ts';
import { lockMembers, requireAuthority } from './lock-members.ts';

/** Maximum time that a call waits for the mail server. The result of a slower delivery is recorded later. */
const mailPatienceMilliseconds = 4_000;

export interface InviteMemberInput {
  orgId: string;
  email: string;
  role: Role;
  /**
   * Idempotency key, as described at `createOnce`. A repeated call returns the same invitation. It sends another mail
   * only if the first one failed. Throws `IdempotencyConflict` if the invitation was revoked meanwhile.
   */
  idempotencyKey?: string | null;
}

type Pieces = Pick<Context, 'db' | 'system' | 'viewer' | 'accessLog' | 'mail' | 'installation'>;

/**
 * Invites a person by mail. The link is only in the mail, so a person who opens it can read that mailbox. Replaces an
 * open invitation of the same address. Throws `MailUnavailable` if the server cannot send mail.
 */
export async function inviteMember(
  { db, system, viewer, accessLog, mail, installation }: Pieces,
  input: InviteMemberInput,
): Promise<Invitation> {
  const { orgId, role } = input;
  requirePermission(viewer, 'ADMIN', orgId, 'organization');
  const email = requireEmail(input.email);
  if (mail.way === 'NONE') {
    throw new MailUnavailable('vitrine member invite --org <organization> --email <address> --role <role>');
  }
  // Set if this call must send a mail: it has created the invitation, or the first mail failed.
  let sent: Awaited<ReturnType<typeof createInvitation>> | null = null;
  const request = { orgId, operation: 'inviteMember', idempotencyKey: input.idempotencyKey, input: { email, role } };
  const invitation = await db.$transaction(async (tx) => {
    requireAuthority(await lockMembers(tx, viewer, orgId), role);
    const invitedBy = viewer.userId ?? '';
    return createOnce<Invitation>(tx, viewer, request, {
      create: async (id) => {
        sent = await createInvitation(tx, accessLog, { id, orgId, email, role, invitedBy, mailState: 'SENDING' });
        return sent.invitation;
      },
      replay: async (id) => {
        const earlier = await tx.invitation.findFirst({ where: { orgId, id, revokedAt: null } });
        if (!earlier || invitationStateOf(earlier) !== 'OPEN' || mailStateOf(earlier) !== 'FAILED') return earlier;
        sent = await renewInvitation(tx, accessLog, earlier);
        return sent.invitation;
      },
    });
  });
  return sent ? deliver({ system, mail, installation }, sent) : invitation;
}

/** Sends the mail of an invitation, and waits a few seconds for the mail server. Returns the invitation. */
async function deliver(
  { system, mail, installation }: Pick<Pieces, 'system' | 'mail' | 'installation'>,
  { invitation, secret }: Awaited<ReturnType<typeof createInvitation>>,
): Promise<Invitation> {
  const delivery = mail
    .send(mailOf(invitation.email, invitation.organization.name, invitationLink(installation.publicUrl, secret)))
    .then((mailState) => {
      const { orgId, id } = invitation;
      return system.invitation.update({ where: { orgId_id: { orgId, id } }, data: { mailState } });
    })
    // The result cannot be recorded: the invitation was deleted with its organization, or the database is down. The
    // mail is sent in any case.
    .catch(() => null);
  const waited = await Promise.race([delivery, sleep(mailPatienceMilliseconds, null, { ref: false })]);
  return waited ?? invitation;
}

function mailOf(to: string, organization: string, link: string): Message {
  return {
    to,
    subject: `Invitation to ${organization} on Vitrine`,
    text: [
      `You were invited to see the datasets of ${organization}.`,
      `Accept within ${invitationDays} days at:`,
      link,
      'If you did not expect this invitation, ignore this email.',
    ].join('\n\n'),
  };
}
