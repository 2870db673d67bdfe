import type { Prisma, User } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';

/**
 * Returns the user of the viewer, or null for the holder of a share link. Reads as the owner of the database, because
 * row-level security shows a user only to members of a common organization.
 */
export async function findOwnUser(
  { system, viewer }: Pick<Context, 'system' | 'viewer'>,
  query: Pick<Prisma.UserFindUniqueArgs, 'include' | 'select'>,
): Promise<User | null> {
  return viewer.userId ? system.user.findUnique({ ...query, where: { id: viewer.userId } }) : null;
}
