import type { Db, Tx } from '#database/databases.ts';
import type { Role } from '#prisma/client/enums.ts';
import { isAtLeast } from '../access/membership.ts';
import { Forbidden, LastOwner, NotFound } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Holds an organization until the transaction ends, so that its roles change one after the other: two owners who leave at
 * the same moment do not leave it without one. Answers the viewer's role as it is now, not as it was when they asked.
 */
export async function lockMembers(tx: Tx, viewer: Viewer, orgId: string): Promise<Role> {
  await tx.$queryRaw`SELECT 1 FROM organization WHERE id = ${orgId}::uuid FOR UPDATE`;
  const own = await tx.membership.findUnique({
    where: { orgId_userId: { orgId, userId: viewer.userId ?? '00000000-0000-0000-0000-000000000000' } },
  });
  if (!own) throw new NotFound('organization');
  return own.role;
}

/** Throws unless somebody with this role may give and take another: admins all roles but OWNER, which is the owners' alone. */
export function requireAuthority(own: Role, ...roles: readonly (Role | null)[]): void {
  if (!hasAuthority(own, ...roles)) throw new Forbidden('Only an owner makes or unmakes owners.');
}

/** Whether somebody with this role may give and take these. */
export function hasAuthority(own: Role, ...roles: readonly (Role | null)[]): boolean {
  return isAtLeast(own, 'ADMIN') && (own === 'OWNER' || !roles.includes('OWNER'));
}

/** Throws when nobody else owns the organization. Called while it is held. */
export async function requireAnotherOwner(db: Db | Tx, orgId: string, userId: string): Promise<void> {
  const others = await db.membership.count({ where: { orgId, role: 'OWNER', userId: { not: userId } } });
  if (others === 0) throw new LastOwner();
}
