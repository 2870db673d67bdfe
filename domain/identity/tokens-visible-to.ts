import type { Prisma } from '#prisma/client/client.ts';
import { organizationsWith } from '../access/membership.ts';
import type { Viewer } from '../viewer.ts';

/**
 * The tokens a viewer may see and revoke: admins those of their organization, a person their own, a token without the
 * scope ADMIN itself alone.
 */
export function tokensVisibleTo(viewer: Viewer): Prisma.ApiTokenWhereInput {
  const visible: Prisma.ApiTokenWhereInput[] = [{ orgId: { in: organizationsWith(viewer, 'ADMIN') } }];
  const orgIds = [...viewer.memberships.keys()];
  if (viewer.kind === 'PERSON' && viewer.userId) visible.push({ userId: viewer.userId, orgId: { in: orgIds } });
  if (viewer.tokenId) visible.push({ id: viewer.tokenId, orgId: { in: orgIds } });
  return { OR: visible };
}
