import type { Prisma } from '#prisma/client/client.ts';
import { organizationsWith } from '../access/membership.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Returns the condition for the tokens that a viewer may see and revoke. Admins see the tokens of their organization,
 * and people their own tokens. A token without the scope ADMIN sees only itself.
 */
export function tokensVisibleTo(viewer: Viewer): Prisma.ApiTokenWhereInput {
  const visible: Prisma.ApiTokenWhereInput[] = [{ orgId: { in: organizationsWith(viewer, 'ADMIN') } }];
  const orgIds = [...viewer.memberships.keys()];
  if (viewer.kind === 'PERSON' && viewer.userId) visible.push({ userId: viewer.userId, orgId: { in: orgIds } });
  if (viewer.tokenId) visible.push({ id: viewer.tokenId, orgId: { in: orgIds } });
  return { OR: visible };
}
