import type { Invitation, Prisma } from '#prisma/client/client.ts';
import type { MailState } from '#prisma/client/enums.ts';
import { organizationsWith, requireListAccess, requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { maxDeliveryMilliseconds } from '../mail.ts';
import { findCountedPage } from '../paging/find-counted-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../paging/page.ts';
import { invitationMilliseconds } from './create-invitation.ts';

const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/**
 * Returns one page of the invitations of an organization, including those that can no longer be accepted. The newest
 * come first. Only admins may read them.
 */
export async function findInvitations(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  orgId: string,
  input: PageArguments,
  related: Pick<Prisma.InvitationFindManyArgs, 'include'> = {},
): Promise<CountedPage<Invitation & { cursor: string }>> {
  requireListAccess(viewer, 'ADMIN', orgId);
  return findCountedPage(
    { name: `invitations:${orgId}`, columns, valuesOf: ({ id }) => [id] },
    readPage(input, limits),
    { orgId },
    ({ where, ...query }) => db.invitation.findMany({ where: { AND: [{ orgId }, where] }, ...query, ...related }),
    (list) => db.invitation.count(list),
  );
}

export type InvitationState = 'OPEN' | 'ACCEPTED' | 'REVOKED' | 'EXPIRED';

/** Returns the state of an invitation: whether it is open, accepted, revoked or expired. */
export function invitationStateOf({
  acceptedAt,
  revokedAt,
  expiresAt,
}: Pick<Invitation, 'acceptedAt' | 'revokedAt' | 'expiresAt'>): InvitationState {
  if (acceptedAt) return 'ACCEPTED';
  if (revokedAt) return 'REVOKED';
  return expiresAt.getTime() > Date.now() ? 'OPEN' : 'EXPIRED';
}

/**
 * Returns the state of the mail of an invitation. A mail without a result after the maximum time counts as failed,
 * because its process has ended.
 */
export function mailStateOf({ mailState, expiresAt }: Pick<Invitation, 'mailState' | 'expiresAt'>): MailState {
  // `expiresAt` is set when a mail is handed to the mail server, so it gives the time of the last attempt.
  const begunAt = expiresAt.getTime() - invitationMilliseconds;
  return mailState === 'SENDING' && begunAt < Date.now() - maxDeliveryMilliseconds ? 'FAILED' : mailState;
}

/** Revokes an invitation, so that its link no longer works. Changes nothing if it is already revoked or accepted. */
export async function revokeInvitation(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  invitationId: string,
): Promise<Invitation> {
  return db.$transaction(async (tx) => {
    const invitation = await tx.invitation.findFirst({
      where: { id: invitationId, orgId: { in: organizationsWith(viewer, 'READ') } },
    });
    if (!invitation) throw new NotFound('invitation');
    requirePermission(viewer, 'ADMIN', invitation.orgId, 'invitation');
    const { count } = await tx.invitation.updateMany({
      where: { orgId: invitation.orgId, id: invitationId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) return invitation;
    await accessLog.write(tx, {
      orgId: invitation.orgId,
      action: 'INVITATION',
      detail: { revoked: invitation.email, invitation: invitationId },
    });
    return tx.invitation.findUniqueOrThrow({ where: { orgId_id: { orgId: invitation.orgId, id: invitationId } } });
  });
}
