import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { migrateWorker } from '#server/jobs/migrate-worker.ts';
import { ensureAppRole } from '#server/migrate/ensure-app-role.ts';
import { migrate } from '#server/migrate/migrate.ts';
import { readMigrations } from '#server/migrate/read-migrations.ts';
import { projectFile } from '#system/project-files.ts';
import { patience } from '#tests/kit/patience.ts';
import { cloneDatabase } from '#tests/kit/postgres.ts';

const directory = projectFile('prisma/migrations');
const swap = '20261129121300_keys_of_tenants';

test('while a reader of items holds up the change of keys, other readers wait a moment at most', async () => {
  const { connectionString, drop } = await cloneDatabase(inject('adminConnectionString'), 'template1');
  onTestFinished(drop);
  const owner = await connect(connectionString);
  await ensureAppRole(owner);
  await migrateWorker(connectionString);
  await migrate(connectionString, { directory: migrationsBefore(swap) });

  const alice = await connect(connectionString);
  await alice.query('BEGIN');
  await alice.query('SELECT count(*) FROM item');
  const migrated = migrate(connectionString);
  await vi.waitUntil(async () => (await waitingFor(owner, 'item')) > 0, patience);

  // Bob's statement would fail if he waited for as long as the migration waits for Alice.
  const bob = await connect(connectionString);
  await bob.query(`SET lock_timeout = '3s'`);
  for (let page = 0; page < 20; page++) await bob.query('SELECT count(*) FROM item');
  expect(await primaryKey(bob, 'item')).toBe('PRIMARY KEY (id)');

  await alice.query('COMMIT');
  expect(await migrated).toContain(swap);
  expect(await primaryKey(bob, 'item')).toBe('PRIMARY KEY (org_id, id)');
  expect(await primaryKey(bob, 'access_log')).toBe('PRIMARY KEY (org_id, at, id)');
});

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** Returns a folder with the migrations that come before this one. */
function migrationsBefore(name: string): string {
  const earlier = mkdtempSync(join(tmpdir(), 'vitrine-migrations-'));
  onTestFinished(() => rmSync(earlier, { recursive: true, force: true }));
  for (const migration of readMigrations(directory)) {
    if (migration.name < name)
      cpSync(join(directory, migration.name), join(earlier, migration.name), { recursive: true });
  }
  return earlier;
}

/** Returns the number of connections that wait for the lock of a table. */
async function waitingFor(client: Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_locks WHERE relation = $1::regclass AND NOT granted`,
    [table],
  );
  return rows[0]!.count;
}

async function primaryKey(client: Client, table: string): Promise<string | undefined> {
  const { rows } = await client.query<{ definition: string }>(
    `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'p'`,
    [table],
  );
  return rows[0]?.definition;
}
