import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { startObjectStore } from '#object-store/start-object-store.ts';
import { isAtHand } from '#tests/kit/at-hand.ts';
import { dataFolder } from '#tests/kit/processes.ts';
import { furnish, publishText, read, withDatabases } from './notes-dataset.ts';
import { type RunningServer, runServer } from './run-server.ts';
import { findSystemPostgres, type SystemPostgres, startSystemPostgres } from './system-postgres.ts';

const programs = findSystemPostgres();
isAtHand(programs !== null, 'PostgreSQL 15 or newer with pg_dump', 'REQUIRE_POSTGRESQL');

const keys = { region: 'us-east-1', bucket: 'vitrine', accessKeyId: 'backup', secretAccessKey: 'backup-secret' };
const publicPolicies = `SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2`;

test.skipIf(!programs)('a dump is restored into a new cluster, and everything goes on behind both walls', async () => {
  const folder = mkdtempSync(join(dataFolder(), 'vitrine-test-restore-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));

  // A database with a published revision and jobs that have not run yet.
  const first = await cluster();
  const firstStore = await objectStore(join(folder, 'objects'));
  const before = await server(first, firstStore, { PROCESSES: 'api' });
  const { token, stranger } = await withDatabases(first, furnish);
  expect(await publishText(before, token, join(folder, 'first'), 'restored words')).toBe(1);
  const policies = await ask(first, publicPolicies);
  expect(policies.length).toBeGreaterThanOrEqual(30);
  await before.stop();

  const dump = join(folder, 'vitrine.dump');
  const dumped = await first.run('pg_dump', ['--format=custom', `--file=${dump}`, first.connectionString]);
  expect(dumped).toEqual({ code: 0, errors: '' });
  cpSync(join(folder, 'objects'), join(folder, 'copy'), { recursive: true });
  await firstStore.close();

  // A new cluster, where neither roles nor policies of Vitrine exist.
  const second = await cluster();
  const restored = await second.run('pg_restore', [
    '--no-owner',
    '--no-privileges',
    `--dbname=${second.connectionString}`,
    dump,
  ]);
  expect(restored.errors).toContain('role "vitrine_app" does not exist');
  expect(await ask(second, publicPolicies), 'pg_restore loses the policies').toEqual([]);

  const secondStore = await objectStore(join(folder, 'copy'));
  const after = await server(second, secondStore, { PROCESSES: 'all' });
  expect(after.output()).toContain('Row-level security was incomplete');
  expect(await ask(second, publicPolicies)).toEqual(policies);

  // Reads work, jobs continue, and publishing works.
  const text = await read(after, token);
  expect(text).toEqual({ key: 'note', body: 'restored words' });
  expect(await publishText(after, token, join(folder, 'second'), 'new words')).toBe(2);
  await withDatabases(second, async ({ system }) => {
    await until(async () => (await system.$queryRaw<unknown[]>`SELECT FROM asset_text`).length === 2);
  });

  // Row-level security works by itself: a query without a filter returns no row of another organization.
  await withDatabases(second, async (databases) => {
    const organizations = await databases.system.organization.findMany();
    const idOf = (wanted: string) => organizations.find(({ slug }) => slug === wanted)?.id ?? '';
    const [lumen, meridian] = [idOf('lumen'), idOf('meridian')];
    expect(await databases.asMembersOf([meridian]).dataset.count()).toBe(0);
    expect(await databases.asMembersOf([meridian]).item.count()).toBe(0);
    expect(await databases.asMembersOf([lumen]).item.count()).toBe(2);
    await expect(databases.asMembersOf([lumen]).$queryRaw`SELECT * FROM session`).rejects.toThrow('permission denied');
    await expect(databases.asMembersOf([lumen]).$queryRaw`SELECT * FROM attempt`).rejects.toThrow('permission denied');
  });
  expect(await read(after, stranger)).toBeNull();

  // The server notices a wall that is removed while it runs, and the next start restores it.
  await ask(second, 'ALTER TABLE item DISABLE ROW LEVEL SECURITY');
  await until(async () => (await after.readiness()).httpStatus === 503);
  expect(await after.readiness()).toMatchObject({
    status: 'not ready',
    database: 'failing',
    reasons: { database: expect.stringContaining('row-level security of item is off') as string },
  });
  await after.stop();
  const again = await server(second, secondStore, { PROCESSES: 'api' });
  expect(await again.readiness()).toMatchObject({ status: 'ready', database: 'ok' });
  await again.stop();
  await secondStore.close();
});

async function cluster(): Promise<SystemPostgres> {
  const postgres = await startSystemPostgres(programs!);
  onTestFinished(postgres.stop);
  return postgres;
}

async function objectStore(directory: string) {
  return startObjectStore({ ...keys, directory, port: 0, allowedOrigins: ['*'] });
}

async function server(
  { connectionString, appConnectionString }: SystemPostgres,
  store: { endpoint: string },
  settings: Record<string, string>,
): Promise<RunningServer> {
  const running = await runServer({
    DATABASE_URL: connectionString,
    APP_DATABASE_URL: appConnectionString,
    S3_ENDPOINT: store.endpoint,
    S3_BUCKET: keys.bucket,
    S3_ACCESS_KEY_ID: keys.accessKeyId,
    S3_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...settings,
  });
  onTestFinished(running.stop);
  await running.untilReady();
  return running;
}

async function ask({ connectionString }: SystemPostgres, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function until(condition: () => Promise<boolean>) {
  for (const deadline = Date.now() + 60_000; !(await condition()); await sleep(100)) {
    if (Date.now() > deadline) throw new Error('It did not happen within a minute.');
  }
}
