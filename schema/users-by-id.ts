import type { User } from '#prisma/client/client.ts';
import { inOrder } from './in-order.ts';
import { loaderPerRequest } from './loader.ts';

/**
 * Loads people by their ids in one statement. The ids come from rows that the viewer may see, and may belong to former
 * members. Reads as the owner of the database, because row-level security shows only members.
 */
export const usersById = loaderPerRequest<string, User | null>(async ({ system }, ids) => {
  return inOrder(ids, await system.user.findMany({ where: { id: { in: [...new Set(ids)] } } }));
});
