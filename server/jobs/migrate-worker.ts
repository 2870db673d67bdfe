import { runMigrations } from 'graphile-worker';
import { pino } from 'pino';
import type { Logger } from '../logger.ts';
import { takeLock } from '../migrate/take-lock.ts';
import { openQueuePool } from './queue-pool.ts';
import { workerLogger } from './worker-logger.ts';

// Any number that nothing else in this database locks.
const lockKey = 71_214_023;

/**
 * Brings the job queue's own tables to this version. Any number of processes may ask at once; the queue has to be there
 * before the first job is queued.
 */
export async function migrateWorker(connectionString: string, logger?: Logger): Promise<void> {
  // One connection holds the lock while the other works.
  const pool = openQueuePool(connectionString, 2);
  const guard = await pool.connect().catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  try {
    await guard.query('SET client_min_messages = warning');
    await takeLock(guard, lockKey, 'session', { purpose: 'preparing the job queue', logger });
    await runMigrations({ pgPool: pool, logger: workerLogger(pino({ level: 'silent' })), noHandleSignals: true });
  } finally {
    // Ends the session, and the lock with it.
    guard.release(true);
    await pool.end();
  }
}
