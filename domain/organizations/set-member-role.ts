import type { Membership } from '#prisma/client/client.ts';
import type { Role } from '#prisma/client/enums.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { recordEvents } from '../events/record-events.ts';
import { lockMembers, requireAnotherOwner, requireAuthority } from './lock-members.ts';

/**
 * Changes the role of a member. Only owners may assign and remove OWNER. Throws `LastOwner` if the organization would
 * lose its last owner.
 */
export async function setMemberRole(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  input: { orgId: string; userId: string; role: Role },
): Promise<Membership> {
  const { orgId, userId, role } = input;
  requirePermission(viewer, 'ADMIN', orgId, 'member');
  const where = { orgId_userId: { orgId, userId } };
  return db.$transaction(async (tx) => {
    const own = await lockMembers(tx, viewer, orgId);
    const member = await tx.membership.findUnique({ where });
    if (!member) throw new NotFound('member');
    if (member.role === role) return member;
    requireAuthority(own, member.role, role);
    if (member.role === 'OWNER') await requireAnotherOwner(tx, orgId, userId);
    await accessLog.write(tx, {
      orgId,
      action: 'ROLE_CHANGE',
      detail: { member: userId, from: member.role, to: role },
    });
    const data = { userId, from: member.role, to: role };
    await recordEvents(tx, { orgId, kind: 'MEMBER_ROLE_CHANGED', datasetId: null, actorId: viewer.userId, data });
    return tx.membership.update({ where, data: { role } });
  });
}
