import { runMigrations } from 'graphile-worker';
import { pino } from 'pino';
import { openQueuePool } from './queue-pool.ts';
import { workerLogger } from './worker-logger.ts';

// Any number that nothing else in this database locks.
const lockKey = 71_214_023;

/**
 * Brings the job queue's own tables to this version. Any number of processes may ask at once; the queue has to be there
 * before the first job is queued.
 */
export async function migrateWorker(connectionString: string): Promise<void> {
  // One connection holds the lock while the other works.
  const pool = openQueuePool(connectionString, 2);
  const guard = await pool.connect().catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  try {
    await guard.query('SET client_min_messages = warning');
    await guard.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await runMigrations({ pgPool: pool, logger: workerLogger(pino({ level: 'silent' })), noHandleSignals: true });
  } finally {
    // Ends the session, and the lock with it.
    guard.release(true);
    await pool.end();
  }
}
