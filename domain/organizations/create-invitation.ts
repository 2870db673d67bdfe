import type { Tx } from '#database/databases.ts';
import type { Invitation, Organization } from '#prisma/client/client.ts';
import type { Role } from '#prisma/client/enums.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import { AlreadyExists } from '../errors.ts';
import { recordEvents } from '../events/record-events.ts';
import { hashSecret, newSecret } from '../secrets.ts';

export const invitationDays = 7;
export const invitationMilliseconds = invitationDays * 86_400_000;

export interface NewInvitation {
  id: string;
  orgId: string;
  /** E-mail address in the form that `requireEmail` returns. */
  email: string;
  role: Role;
  /** User id of the member who sends the invitation. */
  invitedBy: string;
  mailState: Invitation['mailState'];
}

/** Creates an invitation. Returns it with the secret of its link. Replaces an open invitation of the same address. */
export async function createInvitation(
  tx: Tx,
  accessLog: AccessLog,
  { id, orgId, email, role, invitedBy, mailState }: NewInvitation,
): Promise<{ invitation: Invitation & { organization: Organization }; secret: string }> {
  if ((await tx.membership.count({ where: { orgId, user: { email } } })) > 0) {
    throw new AlreadyExists(`${email} is already a member. Change their role instead.`);
  }
  await tx.invitation.updateMany({
    where: { orgId, email, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  const secret = newSecret();
  const invitation = await tx.invitation.create({
    data: {
      id,
      orgId,
      email,
      role,
      secretHash: hashSecret(secret),
      invitedBy,
      mailState,
      expiresAt: new Date(Date.now() + invitationMilliseconds),
    },
    include: { organization: true },
  });
  const detail = { invited: email, role, invitation: invitation.id };
  await accessLog.write(tx, { orgId, action: 'INVITATION', detail });
  const data = { invitationId: invitation.id, email, role };
  await recordEvents(tx, { orgId, kind: 'MEMBER_INVITED', datasetId: null, actorId: invitedBy, data });
  return { invitation, secret };
}

/**
 * Replaces the secret of an invitation whose mail failed, and extends its expiry. Returns the invitation with the new
 * secret.
 */
export async function renewInvitation(
  tx: Tx,
  accessLog: AccessLog,
  { orgId, id }: Pick<Invitation, 'orgId' | 'id'>,
): Promise<{ invitation: Invitation & { organization: Organization }; secret: string }> {
  const secret = newSecret();
  const invitation = await tx.invitation.update({
    where: { orgId_id: { orgId, id } },
    data: {
      secretHash: hashSecret(secret),
      mailState: 'SENDING',
      expiresAt: new Date(Date.now() + invitationMilliseconds),
    },
    include: { organization: true },
  });
  const { email, role } = invitation;
  await accessLog.write(tx, { orgId, action: 'INVITATION', detail: { invited: email, role, invitation: id } });
  return { invitation, secret };
}

/** Returns the URL of an invitation. The secret is after the #, so no server log, proxy or referrer contains it. */
export function invitationLink(origin: string, secret: string): string {
  return `${origin}/invitation#${secret}`;
}
