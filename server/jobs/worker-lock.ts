import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from '../logger.ts';

/** The lock a worker holds while it lives, by the name that stands on the jobs it works on. */
export const workerLockKey = (parameter: string) => `hashtextextended(${parameter}, 71214024)`;

export interface WorkerLock {
  release(): Promise<void>;
}

/**
 * Shows that a worker lives, for as long as it does: an advisory lock in a session of its own, which the database ends
 * when the process dies, however it dies. A lost session is opened again; meanwhile the worker counts as dead, and its
 * jobs may run twice.
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
        // A machine that vanishes sends no goodbye: the database notices within half a minute.
        options: '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
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
