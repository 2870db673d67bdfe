import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { lockDataFolder } from '#system/data-lock.ts';
import { cloneDatabase, startTestCluster } from './postgres.ts';
import { dataFolder } from './processes.ts';

test('each clone is a migrated database of its own', async () => {
  const alice = await connectToClone();
  const bob = await connectToClone();

  await alice.query('CREATE TABLE only_here ()');

  const tables = `SELECT table_name FROM information_schema.tables WHERE table_name IN ('only_here', 'dataset') ORDER BY 1`;
  expect((await alice.query(tables)).rows).toEqual([{ table_name: 'dataset' }, { table_name: 'only_here' }]);
  expect((await bob.query(tables)).rows).toEqual([{ table_name: 'dataset' }]);
});

test('a clone belongs to a role that row security binds', async () => {
  const alice = await connectToClone();
  const { rows } = await alice.query('SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user');
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
});

test('what a killed run left is swept by the next, and what lives is not', async () => {
  const left = mkdtempSync(join(dataFolder(), 'vitrine-test-postgres-'));
  const twoMinutesAgo = new Date(Date.now() - 120_000);
  const alive = mkdtempSync(join(dataFolder(), 'vitrine-test-postgres-'));
  const lock = await lockDataFolder(alive);
  for (const directory of [left, alive]) utimesSync(directory, twoMinutesAgo, twoMinutesAgo);
  onTestFinished(async () => {
    await lock.release();
    rmSync(alive, { recursive: true });
  });

  await (await startTestCluster()).stop();
  expect([existsSync(left), existsSync(alive)]).toEqual([false, true]);
});

async function connectToClone(): Promise<Client> {
  const { connectionString, drop } = await cloneDatabase(inject('adminConnectionString'));
  const client = new Client({ connectionString });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  return client;
}
