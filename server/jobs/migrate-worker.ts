import { runMigrations } from 'graphile-worker';
import { pino } from 'pino';
import type { Logger } from '../logger.ts';
import { takeLock } from '../take-lock.ts';
import { openQueuePool } from './queue-pool.ts';
import { workerLogger } from './worker-logger.ts';

// A number that nothing else in this database uses as a lock.
const lockKey = 71_214_023;

/**
 * Updates the tables of the job queue to this version. Any number of processes may call it at once. The tables must
 * exist before the first job is queued.
 */
export async function migrateWorker(connectionString: string, logger?: Logger): Promise<void> {
  // One connection holds the lock while the other does the work.
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
    // Ends the session and releases its lock.
    guard.release(true);
    await pool.end();
  }
}
