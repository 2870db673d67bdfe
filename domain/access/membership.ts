import type { Role, TokenScope } from '#prisma/client/enums.ts';
import { Forbidden, NotFound, Unauthenticated } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/** Permission in an organization. */
export type Permission = TokenScope | 'ANNOTATE';

/** The lowest role that has each permission, and the scope that a token needs for it. */
const needs: Record<Permission, { role: Role; scope: TokenScope }> = {
  READ: { role: 'VIEWER', scope: 'READ' },
  // A token that only reads writes nothing, so it cannot annotate.
  ANNOTATE: { role: 'VIEWER', scope: 'PUBLISH' },
  PUBLISH: { role: 'PUBLISHER', scope: 'PUBLISH' },
  ADMIN: { role: 'ADMIN', scope: 'ADMIN' },
};

const rank: Record<Role, number> = { VIEWER: 0, PUBLISHER: 1, ADMIN: 2, OWNER: 3 };

export function isAtLeast(role: Role, least: Role): boolean {
  return rank[role] >= rank[least];
}

/**
 * The only membership rule. The viewer must be a member of the organization with a high enough role, and the
 * credential's scopes must allow it. A token that is limited to datasets may not administer.
 */
export function may(viewer: Viewer, permission: Permission, orgId: string): boolean {
  const role = viewer.memberships.get(orgId);
  if (role === undefined || !isAtLeast(role, needs[permission].role)) return false;
  return viewer.scopes.has(needs[permission].scope) && (permission !== 'ADMIN' || viewer.datasetIds === null);
}

/**
 * Throws unless the viewer has the permission: `Unauthenticated` without a viewer, `Forbidden` for members whose role
 * or token is too weak. Throws `NotFound` for strangers, who must not learn that the thing exists.
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
 * Throws unless the viewer may see a list of an organization that the viewer sees: `Unauthenticated` without a viewer,
 * otherwise `Forbidden`. Never throws `NotFound`, because the viewer knows that the list exists.
 */
export function requireListAccess(viewer: Viewer, permission: Permission, orgId: string): void {
  if (viewer.kind !== 'ANONYMOUS' && !may(viewer, 'READ', orgId)) {
    throw new Forbidden('Only members of the organization can see this list.');
  }
  requirePermission(viewer, permission, orgId, 'organization');
}

/**
 * Throws if the viewer's token is limited to datasets. Such a token may not do this anywhere in the organization,
 * whatever its scopes.
 */
export function requireUnlimited(viewer: Viewer): void {
  if (viewer.datasetIds)
    throw new Forbidden('This token is limited to certain datasets. Use a token without this limit.');
}

/** Returns the organizations in which the viewer has a permission. */
export function organizationsWith(viewer: Viewer, permission: Permission): string[] {
  return [...viewer.memberships.keys()].filter((orgId) => may(viewer, permission, orgId));
}
