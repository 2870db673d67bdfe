import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Scene } from './scene.ts';

const patienceMilliseconds = 60_000;

/**
 * Waits until PostgreSQL runs no statement. A statement whose client has disconnected runs to its end, and would slow
 * down the next measurement.
 */
export async function untilQuiet({ connectionString }: Scene): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  const deadline = performance.now() + patienceMilliseconds;
  try {
    while (await isBusy(client)) {
      if (performance.now() > deadline) throw new Error('PostgreSQL does not come to rest.');
      await sleep(100);
    }
  } finally {
    await client.end();
  }
}

async function isBusy(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle' LIMIT 1`,
  );
  return rows.length > 0;
}
