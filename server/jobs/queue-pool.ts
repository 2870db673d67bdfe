import { Pool } from 'pg';
import { ownerSession } from '#database/session-settings.ts';

/**
 * Opens a pool of connections for the job queue. A broken connection is replaced, and only the query that used it
 * fails.
 */
export function openQueuePool(connectionString: string, max: number): Pool {
  const pool = new Pool({
    connectionString,
    max,
    application_name: 'vitrine worker',
    keepAlive: true,
    options: ownerSession,
  });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
