import type { Context } from '#domain/context.ts';
import type { User } from '#prisma/client/client.ts';
import { inOrder } from './in-order.ts';
import { loaderPerRequest } from './loader.ts';

/**
 * Returns the person with this id. Returns null for holders of a share link and for limited tokens, which may not see
 * people.
 */
export function personOf(id: string | null, context: Context) {
  const { kind, datasetIds } = context.viewer;
  return id === null || kind === 'SHARE_LINK' || datasetIds !== null ? null : usersById(context).load(id);
}

/**
 * Loads people by their ids, in one statement. The ids come from rows that the viewer may see, and can belong to former
 * members. Reads with the rights of the database owner, because row-level security shows only members.
 */
export const usersById = loaderPerRequest<string, User | null>(async ({ system }, ids) => {
  return inOrder(ids, await system.user.findMany({ where: { id: { in: [...new Set(ids)] } } }));
});
