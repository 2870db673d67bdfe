import type { Role, TokenScope } from '#prisma/client/enums.ts';
import { Forbidden, NotFound, Unauthenticated } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/** Permission in an organization. */
export type Permission = TokenScope | 'ANNOTATE';

/** Lowest role that has each permission, and the scope that a token needs for the permission. */
const needs: Record<Permission, { role: Role; scope: TokenScope }> = {
  READ: { role: 'VIEWER', scope: 'READ' },
  // A token with only the scope READ must not write, so it cannot annotate.
  ANNOTATE: { role: 'VIEWER', scope: 'PUBLISH' },
  PUBLISH: { role: 'PUBLISHER', scope: 'PUBLISH' },
  ADMIN: { role: 'ADMIN', scope: 'ADMIN' },
};

const rank: Record<Role, number> = { VIEWER: 0, PUBLISHER: 1, ADMIN: 2, OWNER: 3 };

export function isAtLeast(role: Role, least: Role): boolean {
  return rank[role] >= rank[least];
}

/**
 * Returns whether the viewer has a permission in an organization. This is the only membership rule. The viewer must be
 * a member with a high enough role, and the credential must have the scope. A token that is limited to datasets never
 * has the permission ADMIN.
 */
export function may(viewer: Viewer, permission: Permission, orgId: string): boolean {
  const role = viewer.memberships.get(orgId);
  if (role === undefined || !isAtLeast(role, needs[permission].role)) return false;
  return viewer.scopes.has(needs[permission].scope) && (permission !== 'ADMIN' || viewer.datasetIds === null);
}

/**
 * Throws unless the viewer has the permission. Throws `Unauthenticated` for an anonymous viewer, and `Forbidden` for a
 * member whose role or token is insufficient. Throws `NotFound` for other viewers, who must not learn that the object
 * exists.
 */
export function requirePermission(viewer: Viewer, permission: Permission, orgId: string, what: string): void {
  if (viewer.kind === 'ANONYMOUS') throw new Unauthenticated();
  if (may(viewer, permission, orgId)) return;
  if (!may(viewer, 'READ', orgId)) throw new NotFound(what);
  if (permission === 'ADMIN' && viewer.datasetIds) {
    throw new Forbidden(
      'A token that is limited to datasets cannot manage the organization. Use a token without this limit.',
    );
  }
  const { role, scope } = needs[permission];
  throw new Forbidden(
    viewer.scopes.has(scope)
      ? `This action requires the role ${role} or higher. Ask an admin of the organization.`
      : `This action requires a token with the scope ${scope}.`,
  );
}

/**
 * Throws unless the viewer may read a list of a visible organization. Throws `Unauthenticated` for an anonymous viewer,
 * otherwise `Forbidden`. Never throws `NotFound`, because the viewer already sees the organization.
 */
export function requireListAccess(viewer: Viewer, permission: Permission, orgId: string): void {
  if (viewer.kind !== 'ANONYMOUS' && !may(viewer, 'READ', orgId)) {
    throw new Forbidden('Only members of the organization can see this list.');
  }
  requirePermission(viewer, permission, orgId, 'organization');
}

/**
 * Throws `Forbidden` if the viewer's token is limited to datasets. Such a token may not do this in any organization,
 * whatever scopes it has.
 */
export function requireUnlimited(viewer: Viewer): void {
  if (viewer.datasetIds)
    throw new Forbidden('This token is limited to certain datasets. Use a token without this limit.');
}

/** Returns the organizations in which the viewer has a permission. */
export function organizationsWith(viewer: Viewer, permission: Permission): string[] {
  return [...viewer.memberships.keys()].filter((orgId) => may(viewer, permission, orgId));
}
