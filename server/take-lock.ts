import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import type { Logger } from './logger.ts';
import { StartRefused } from './start-refused.ts';

export interface LockOptions {
  /** Purpose of the lock, which is named in log lines and in the error. */
  purpose: string;
  logger?: Logger | undefined;
  /** Maximum time to wait while the holder of the lock is idle. For an active holder, the time is unlimited. */
  patienceMilliseconds?: number | undefined;
  /** Time between two log lines. */
  reportMilliseconds?: number | undefined;
}

/** Session that holds the advisory lock, with the columns that this role may read. */
interface Holder {
  pid: number;
  application: string | null;
  isIdle: boolean;
  sinceSeconds: number | null;
}

const defaultPatienceMilliseconds = 60_000;
const defaultReportMilliseconds = 5_000;

const functions = { session: 'pg_try_advisory_lock', transaction: 'pg_try_advisory_xact_lock' } as const;

/**
 * Takes an advisory lock for the session or for the open transaction.
 *
 * Tries again and again, because a waiting statement would block CREATE INDEX CONCURRENTLY. Logs the holder every few
 * seconds. Throws if the holder has been idle for too long.
 */
export async function takeLock(
  client: ClientBase,
  key: number,
  lifetime: keyof typeof functions,
  {
    purpose,
    logger,
    patienceMilliseconds = defaultPatienceMilliseconds,
    reportMilliseconds = defaultReportMilliseconds,
  }: LockOptions,
): Promise<void> {
  const since = performance.now();
  let reportAt = since + reportMilliseconds;
  let lastBusyAt = since;
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>(`SELECT ${functions[lifetime]}($1) AS held`, [key]);
    if (rows[0]?.held) return;
    const now = performance.now();
    if (now >= reportAt || now - lastBusyAt > patienceMilliseconds) {
      reportAt = now + reportMilliseconds;
      const holder = await findHolder(client, key);
      if (holder && !holder.isIdle) lastBusyAt = now;
      if (now - lastBusyAt > patienceMilliseconds) throw new LockNotReleased(purpose, holder);
      logger?.warn(
        { holder, waitedSeconds: Math.round((now - since) / 1_000) },
        `Waiting for another process: ${purpose}.`,
      );
    }
    await sleep(50);
  }
}

/** Error for a lock that an idle session holds and does not release. */
export class LockNotReleased extends StartRefused {
  constructor(purpose: string, holder: Holder | null) {
    const advice = holder
      ? `The session with pid ${holder.pid}${holder.application ? ` (${holder.application})` : ''} holds the lock and does nothing. A connection pooler in transaction mode leaves such locks behind. If no other Vitrine is starting, run SELECT pg_terminate_backend(${holder.pid}), and start again.`
      : 'Another session holds the lock. Find it in pg_locks, end it, then start again.';
    super(`Waited too long for another process: ${purpose}. ${advice}`);
  }
}

async function findHolder(client: ClientBase, key: number): Promise<Holder | null> {
  const { rows } = await client.query<Holder>(
    `SELECT l.pid, nullif(a.application_name, '') AS application, coalesce(a.state, 'idle') = 'idle' AS "isIdle",
       extract(epoch FROM now() - a.state_change)::int AS "sinceSeconds"
     FROM pg_locks l
     LEFT JOIN pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND (l.classid::bigint << 32 | l.objid::bigint) = $1::bigint`,
    [key],
  );
  return rows[0] ?? null;
}
