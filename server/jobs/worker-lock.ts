import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ownerSession } from '#database/session-settings.ts';
import type { Logger } from '../logger.ts';

/**
 * SQL expression for the key of a worker's lock. It is computed from the name of the worker, which is also stored in
 * its jobs.
 */
export const workerLockKey = (parameter: string) => `hashtextextended(${parameter}, 71214024)`;

export interface WorkerLock {
  release(): Promise<void>;
}

/**
 * Holds an advisory lock in a separate session, which shows that the worker is alive. PostgreSQL ends the session when
 * the process ends for any reason. A lost session is opened again. Until then, the worker counts as dead, and its jobs
 * may run twice.
 */
export function holdWorkerLock(connectionString: string, workerName: string, logger: Logger): WorkerLock {
  const state = { released: false };
  let current: Client | undefined;

  async function hold() {
    while (!state.released) {
      const client = new Client({
        connectionString,
        application_name: 'vitrine worker lock',
        keepAlive: true,
        // Sets TCP keepalives, so that PostgreSQL notices within half a minute when a machine disappears without
        // closing its connections.
        options: `${ownerSession} -c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3`,
      });
      current = client;
      const lost = new Promise<void>((resolve) => {
        client.on('error', () => resolve());
        client.on('end', () => resolve());
      });
      try {
        await client.connect();
        await client.query(`SELECT pg_advisory_lock(${workerLockKey('$1')})`, [workerName]);
        await lost;
      } catch (error) {
        if (!state.released) logger.warn({ error }, 'the worker cannot hold its lock; trying again');
        await client.end().catch(() => {});
      }
      if (!state.released) await sleep(1_000);
    }
  }

  const held = hold();
  return {
    async release() {
      state.released = true;
      await current?.end().catch(() => {});
      await held;
    },
  };
}
