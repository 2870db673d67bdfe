import type { Prisma, User } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';

/**
 * Returns the viewer's user, or null for the holder of a share link. Reads with the rights of the database owner,
 * because row-level security shows users only to members of a common organization.
 */
export async function findOwnUser(
  { system, viewer }: Pick<Context, 'system' | 'viewer'>,
  query: Pick<Prisma.UserFindUniqueArgs, 'include' | 'select'>,
): Promise<User | null> {
  return viewer.userId ? system.user.findUnique({ ...query, where: { id: viewer.userId } }) : null;
}
