import type { Db, Tx } from '#database/databases.ts';
import type { AccessEntry, AccessLog } from '../access-log/access-log.ts';

/**
 * Logs an action of a person that concerns no single organization, such as signing in. Writes one entry in each of the
 * person's organizations, because admins read only their own log. A person without an organization gets no entry.
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
