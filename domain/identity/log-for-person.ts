import type { Db, Tx } from '#database/databases.ts';
import type { AccessEntry, AccessLog } from '../access-log/access-log.ts';

/**
 * Writes an access log entry for an action that concerns a person and no organization, such as a sign-in. Admins read
 * only the log of their organization, so each organization of the person gets an entry. A person without an
 * organization gets no entry.
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
