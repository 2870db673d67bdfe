import { runMigrations } from 'graphile-worker';
import { pino } from 'pino';
import type { Logger } from '../logger.ts';
import { takeLock } from '../take-lock.ts';
import { openQueuePool } from './queue-pool.ts';
import { workerLogger } from './worker-logger.ts';

// Key of the lock. No other code uses this number as a lock in this database.
const lockKey = 71_214_023;

/**
 * Updates the tables of the job queue to this version. Several processes may call it at the same time. The tables must
 * exist before a job is queued.
 */
export async function migrateWorker(connectionString: string, logger?: Logger): Promise<void> {
  // Uses two connections: one holds the lock while the other runs the migrations.
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
    // Closes the session, which releases its lock.
    guard.release(true);
    await pool.end();
  }
}
