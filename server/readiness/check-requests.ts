import { randomInt } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Databases } from '#database/databases.ts';
import { withConnection } from '#database/tenant-pool.ts';
import { queryAsTenant } from '#database/tenant-query.ts';
import { NotReady } from './not-ready.ts';
import type { Check } from './readiness.ts';

/**
 * Checks that requests use the role `vitrine_app`, and that APP_DATABASE_URL and DATABASE_URL are the same database.
 * The owner takes a lock, and the other connection must find it taken. In a copy of the database, it would be free. The
 * connection of requests is taken first, so that a waiting check holds no system connection.
 */
export function checkRequests({ appPool, systemPool }: Pick<Databases, 'appPool' | 'systemPool'>): Check {
  return async () => {
    const row = await withConnection(appPool, (app) => withConnection(systemPool, (owner) => tryLock(owner, app)));
    if (row.role !== 'vitrine_app') throw new NotReady('Requests do not use the role vitrine_app.');
    if (row.isFree) throw new NotReady('APP_DATABASE_URL and DATABASE_URL name different databases.');
    if (row.isReadOnly) throw new NotReady('PostgreSQL is read-only: it is a standby, or read-only mode is on.');
    return null;
  };
}

interface Session {
  role: string;
  isFree: boolean;
  isReadOnly: boolean;
}

async function tryLock(owner: PoolClient, app: PoolClient): Promise<Session> {
  const key = randomInt(2 ** 31);
  await owner.query('BEGIN');
  try {
    await owner.query('SELECT pg_advisory_xact_lock($1, $2)', [lockSpace, key]);
    const query = `SELECT current_user AS role, pg_try_advisory_xact_lock($1, $2) AS "isFree",
      current_setting('transaction_read_only')::boolean AS "isReadOnly"`;
    const { rows } = await queryAsTenant(app, [], query, [lockSpace, key]);
    return rows[0] as Session;
  } finally {
    await owner.query('ROLLBACK');
  }
}

const lockSpace = 72_707;
