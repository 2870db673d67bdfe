import type { Db, Tx } from '#database/databases.ts';
import type { Role } from '#prisma/client/enums.ts';
import { isAtLeast } from '../access/membership.ts';
import { Forbidden, LastOwner, NotFound } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Locks an organization until the transaction ends, so that changes of roles are made one after the other. Otherwise,
 * two owners who leave at the same time could leave it without an owner. Returns the viewer's current role, which may
 * have changed since the request began.
 */
export async function lockMembers(tx: Tx, viewer: Viewer, orgId: string): Promise<Role> {
  await tx.$queryRaw`SELECT 1 FROM organization WHERE id = ${orgId}::uuid FOR UPDATE`;
  const own = await tx.membership.findUnique({
    where: { orgId_userId: { orgId, userId: viewer.userId ?? '00000000-0000-0000-0000-000000000000' } },
  });
  if (!own) throw new NotFound('organization');
  return own.role;
}

/**
 * Throws `Forbidden` unless a person with the role `own` may assign and remove all of the given roles. Only owners may
 * assign and remove OWNER. Admins may assign and remove the other roles.
 */
export function requireAuthority(own: Role, ...roles: readonly (Role | null)[]): void {
  if (!hasAuthority(own, ...roles)) throw new Forbidden('Only an owner can add or remove owners.');
}

/** Returns whether a person with the role `own` may assign and remove all of the given roles. */
export function hasAuthority(own: Role, ...roles: readonly (Role | null)[]): boolean {
  return isAtLeast(own, 'ADMIN') && (own === 'OWNER' || !roles.includes('OWNER'));
}

/** Throws `LastOwner` if the organization has no other owner. The caller must have locked the organization. */
export async function requireAnotherOwner(db: Db | Tx, orgId: string, userId: string): Promise<void> {
  const others = await db.membership.count({ where: { orgId, role: 'OWNER', userId: { not: userId } } });
  if (others === 0) throw new LastOwner();
}
