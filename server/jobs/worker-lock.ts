import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ownerSession } from '#database/session-settings.ts';
import type { Logger } from '../logger.ts';

/**
 * The lock that a worker holds while it lives. Its key is computed from the worker's name, which its jobs also have.
 */
export const workerLockKey = (parameter: string) => `hashtextextended(${parameter}, 71214024)`;

export interface WorkerLock {
  release(): Promise<void>;
}

/**
 * Shows that a worker lives, with an advisory lock in a separate session. The database ends the session when the
 * process dies in any way. A lost session is opened again. Meanwhile the worker counts as dead, and its jobs may run
 * twice.
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
        // A machine that vanishes does not close its connections. The keepalive settings let the database notice within
        // half a minute.
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
