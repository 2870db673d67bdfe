import type { Prisma } from '#prisma/client/client.ts';
import type { Viewer } from '../viewer.ts';

/** Returns the Prisma arguments for the viewer's memberships, in the order in which the viewer joined. */
export function ownMemberships({ userId, memberships }: Viewer) {
  return {
    where: { userId: { in: userId ? [userId] : [] }, orgId: { in: [...memberships.keys()] } },
    orderBy: [{ createdAt: 'asc' }, { orgId: 'asc' }],
  } satisfies Prisma.MembershipFindManyArgs;
}
