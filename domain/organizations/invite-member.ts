import { setTimeout as sleep } from 'node:timers/promises';
import type { Invitation } from '#prisma/client/client.ts';
import type { Role } from '#prisma/client/enums.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { requireEmail } from '../email.ts';
import { MailUnavailable } from '../errors.ts';
import type { Message } from '../mail.ts';
import { createInvitation, invitationDays, invitationLink } from './create-invitation.ts';
import { lockMembers, requireAuthority } from './lock-members.ts';

/** Longest wait for the mail server. A slower delivery is recorded when it ends. */
const mailPatienceMilliseconds = 4_000;

type Pieces = Pick<Context, 'db' | 'system' | 'viewer' | 'accessLog' | 'mail' | 'policy'>;

/**
 * Invites a person by mail. Only the mail contains the link, so a person who opens it can read that mailbox. Replaces
 * an open invitation of the same address. Throws `MailUnavailable` if the server cannot send mail.
 */
export async function inviteMember(
  { db, system, viewer, accessLog, mail, policy }: Pieces,
  input: { orgId: string; email: string; role: Role },
): Promise<Invitation> {
  const { orgId, role } = input;
  requirePermission(viewer, 'ADMIN', orgId, 'organization');
  const email = requireEmail(input.email);
  if (mail.way === 'NONE') {
    throw new MailUnavailable('vitrine member invite --org <organization> --email <address> --role <role>');
  }
  const { invitation, secret } = await db.$transaction(async (tx) => {
    requireAuthority(await lockMembers(tx, viewer, orgId), role);
    const invitedBy = viewer.userId ?? '';
    return createInvitation(tx, accessLog, { orgId, email, role, invitedBy, mailState: 'SENDING' });
  });
  const delivery = mail
    .send(mailOf(email, invitation.organization.name, invitationLink(policy.publicUrl, secret)))
    .then((mailState) =>
      system.invitation.update({ where: { orgId_id: { orgId, id: invitation.id } }, data: { mailState } }),
    )
    // The invitation was deleted with its organization, or the database is down. The mail is sent nevertheless.
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
