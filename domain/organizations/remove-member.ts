import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { recordEvents } from '../events/record-events.ts';
import { revokeWithMinted } from '../identity/revoke-api-token.ts';
import { lockMembers, requireAnotherOwner, requireAuthority } from './lock-members.ts';

type Pieces = Pick<Context, 'db' | 'viewer' | 'accessLog'>;

/**
 * Ends a membership. Also removes everything else that gives access: the person's tokens, grants and share links in the
 * organization, and the invitations that the person sent. The person's publishes and annotations stay.
 */
export async function removeMember(context: Pieces, input: { orgId: string; userId: string }): Promise<void> {
  requirePermission(context.viewer, 'ADMIN', input.orgId, 'member');
  await endMembership(context, input);
}

/** Ends the viewer's membership in an organization. Throws `LastOwner` if the viewer is its last owner. */
export async function leaveOrganization(context: Pieces, orgId: string): Promise<void> {
  const { viewer } = context;
  requirePermission(viewer, 'READ', orgId, 'organization');
  // A token can end the membership of its user only with the scope ADMIN.
  if (viewer.kind !== 'PERSON') requirePermission(viewer, 'ADMIN', orgId, 'organization');
  await endMembership(context, { orgId, userId: viewer.userId ?? '' });
}

async function endMembership({ db, viewer, accessLog }: Pieces, { orgId, userId }: { orgId: string; userId: string }) {
  const where = { orgId_userId: { orgId, userId } };
  await db.$transaction(async (tx) => {
    const own = await lockMembers(tx, viewer, orgId);
    const member = await tx.membership.findUnique({ where });
    if (!member) throw new NotFound('member');
    if (userId !== viewer.userId) requireAuthority(own, member.role);
    if (member.role === 'OWNER') await requireAnotherOwner(tx, orgId, userId);

    const now = { revokedAt: new Date() };
    const tokens = await revokeWithMinted(tx, { orgId, userId });
    const links = await tx.shareLink.updateMany({ where: { orgId, createdBy: userId, revokedAt: null }, data: now });
    const open = { orgId, invitedBy: userId, revokedAt: null, acceptedAt: null };
    const invitations = await tx.invitation.updateMany({ where: open, data: now });
    // The database deletes the grants together with the membership.
    await tx.membership.delete({ where });
    await accessLog.write(tx, {
      orgId,
      action: 'ROLE_CHANGE',
      detail: {
        member: userId,
        from: member.role,
        to: null,
        tokensRevoked: tokens.length,
        shareLinksRevoked: links.count,
        invitationsRevoked: invitations.count,
      },
    });
    const data = { userId, from: member.role };
    await recordEvents(tx, { orgId, kind: 'MEMBER_REMOVED', datasetId: null, actorId: viewer.userId, data });
  });
}
