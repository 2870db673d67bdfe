import type { Db, Tx } from '#database/databases.ts';
import type { AccessEntry, AccessLog } from '../access-log/access-log.ts';

/**
 * Logs what a person did that concerns no organization in particular, such as signing in: once in each of theirs, whose
 * admins each read their own log. It stands in no log when they belong to none.
 */
export async function logForPerson(
  system: Db | Tx,
  accessLog: AccessLog,
  userId: string,
  entry: Omit<AccessEntry, 'orgId' | 'userId'>,
): Promise<void> {
  const memberships = await system.membership.findMany({ where: { userId }, select: { orgId: true } });
  await accessLog.write(system, ...memberships.map(({ orgId }) => ({ ...entry, orgId, userId })));
}
