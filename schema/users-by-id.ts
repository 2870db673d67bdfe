import type { User } from '#prisma/client/client.ts';
import { loaderPerRequest } from './loader.ts';

/**
 * People by their ids, in one statement: those whom a row that the viewer may see names, former members among them. They
 * are looked up as the owner, because the second wall shows members alone.
 */
export const usersById = loaderPerRequest<string, User | null>(async ({ system }, ids) => {
  const users = await system.user.findMany({ where: { id: { in: [...new Set(ids)] } } });
  const byId = new Map(users.map((user) => [user.id, user]));
  return ids.map((id) => byId.get(id) ?? null);
});
