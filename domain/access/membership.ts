import type { Role, TokenScope } from '#prisma/client/enums.ts';
import { Forbidden, NotFound, Unauthenticated } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/** What one may do in an organization; each is both a token scope and the least role that has it. */
export type Permission = TokenScope;

const leastRole: Record<Permission, Role> = { READ: 'VIEWER', PUBLISH: 'PUBLISHER', ADMIN: 'ADMIN' };

const rank: Record<Role, number> = { VIEWER: 0, PUBLISHER: 1, ADMIN: 2, OWNER: 3 };

export function isAtLeast(role: Role, least: Role): boolean {
  return rank[role] >= rank[least];
}

/**
 * The membership rule, and the only one: a member of the organization whose role is high enough, by a credential whose
 * scopes allow it. A token that is limited to datasets administers nothing.
 */
export function may(viewer: Viewer, permission: Permission, orgId: string): boolean {
  const role = viewer.memberships.get(orgId);
  if (role === undefined || !isAtLeast(role, leastRole[permission])) return false;
  return viewer.scopes.has(permission) && (permission !== 'ADMIN' || viewer.datasetIds === null);
}

/**
 * Lets the viewer pass or throws: `Unauthenticated` for nobody, `NotFound` for strangers, who must not learn that the
 * thing exists, and `Forbidden` for members whose role or token is not enough.
 */
export function requirePermission(viewer: Viewer, permission: Permission, orgId: string, what: string): void {
  if (viewer.kind === 'ANONYMOUS') throw new Unauthenticated();
  if (may(viewer, permission, orgId)) return;
  if (!may(viewer, 'READ', orgId)) throw new NotFound(what);
  if (permission === 'ADMIN' && viewer.datasetIds) {
    throw new Forbidden('A token that is limited to datasets cannot administer the organization.');
  }
  throw new Forbidden(
    viewer.scopes.has(permission)
      ? `This takes the role ${leastRole[permission]} or higher in the organization. Ask one of its admins.`
      : `This takes a token with the scope ${permission}.`,
  );
}

/**
 * Lets a viewer pass who may do this anywhere in the organization: a token that is limited to datasets may not, whatever
 * its scopes.
 */
export function requireUnlimited(viewer: Viewer): void {
  if (viewer.datasetIds) throw new Forbidden('This token is limited to its datasets.');
}

/** The organizations in which the viewer has a permission. */
export function organizationsWith(viewer: Viewer, permission: Permission): string[] {
  return [...viewer.memberships.keys()].filter((orgId) => may(viewer, permission, orgId));
}
