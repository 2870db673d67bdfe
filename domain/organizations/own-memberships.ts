import type { Prisma } from '#prisma/client/client.ts';
import type { Viewer } from '../viewer.ts';

/** Returns the arguments of a query for the memberships of the viewer, the first joined first. */
export function ownMemberships({ userId, memberships }: Viewer) {
  return {
    where: { userId: { in: userId ? [userId] : [] }, orgId: { in: [...memberships.keys()] } },
    orderBy: [{ createdAt: 'asc' }, { orgId: 'asc' }],
  } satisfies Prisma.MembershipFindManyArgs;
}
