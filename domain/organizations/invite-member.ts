import type { Invitation } from '#prisma/client/client.ts';
import type { Role } from '#prisma/client/enums.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { AlreadyExists, InvalidInput } from '../errors.ts';
import { normalEmail } from '../identity/sign-in.ts';
import { newId } from '../ids.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import { lockMembers, requireAuthority } from './lock-members.ts';

const invitationDays = 7;

/** Deliberately loose: whether an address works is shown by the mail that arrives. */
const emailPattern = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/;

/**
 * Invites somebody by mail. The link in it is known to nobody else, so that whoever opens it reads that mailbox. An open
 * invitation of the same address is replaced.
 */
export async function inviteMember(
  { db, viewer, accessLog, mail, policy }: Pick<Context, 'db' | 'viewer' | 'accessLog' | 'mail' | 'policy'>,
  input: { orgId: string; email: string; role: Role },
): Promise<Invitation> {
  const { orgId, role } = input;
  requirePermission(viewer, 'ADMIN', orgId, 'organization');
  const email = normalEmail(input.email);
  if (!emailPattern.test(email) || email.length > 254) throw new InvalidInput('email', 'This is no e-mail address.');
  const secret = newSecret();
  const { invitation, organization } = await db.$transaction(async (tx) => {
    requireAuthority(await lockMembers(tx, viewer, orgId), role);
    if ((await tx.membership.count({ where: { orgId, user: { email } } })) > 0) {
      throw new AlreadyExists(`${email} is a member already.`);
    }
    await tx.invitation.updateMany({
      where: { orgId, email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    const made = await tx.invitation.create({
      data: {
        id: newId(),
        orgId,
        email,
        role,
        secretHash: hashSecret(secret),
        invitedBy: viewer.userId ?? '',
        expiresAt: new Date(Date.now() + invitationDays * 86_400_000),
      },
      include: { organization: true },
    });
    await accessLog.write(tx, { orgId, action: 'INVITATION', detail: { invited: email, role, invitation: made.id } });
    return { invitation: made, organization: made.organization };
  });
  mail.send({
    to: email,
    subject: `You are invited to ${organization.name} on Vitrine`,
    text: [
      `You are invited to look at the datasets of ${organization.name}.`,
      `Accept within ${invitationDays} days at:`,
      // Behind a #, a secret stays in the browser: it reaches no server log, no proxy and no referrer.
      `${policy.origin}/invitation#${secret}`,
      'If you do not know why, ignore this mail.',
    ].join('\n\n'),
  });
  return invitation;
}
