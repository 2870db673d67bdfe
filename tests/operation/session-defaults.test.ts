import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, escapeLiteral, type QueryResult } from 'pg';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '#tests/kit/postgres.ts';
import { dataFolder } from '#tests/kit/processes.ts';
import { startTestStore, type TestStore } from '#tests/kit/store.ts';
import { furnish, publishText, read, withDatabases } from './notes-dataset.ts';
import { runServer } from './run-server.ts';

/** Defaults that an administrator or a provider may set, each far from that of PostgreSQL. */
const unusual: Record<string, string> = {
  search_path: 'elsewhere, vitrine',
  default_transaction_isolation: 'serializable',
  TimeZone: 'Asia/Kathmandu',
  DateStyle: 'SQL, DMY',
  IntervalStyle: 'sql_standard',
  extra_float_digits: '-15',
  bytea_output: 'escape',
  standard_conforming_strings: 'off',
  array_nulls: 'off',
  transform_null_equals: 'on',
  quote_all_identifiers: 'on',
  row_security: 'off',
  gin_fuzzy_search_limit: '1',
  statement_timeout: '300ms',
  lock_timeout: '1ms',
  idle_in_transaction_session_timeout: '50ms',
  idle_session_timeout: '300ms',
  client_encoding: 'LATIN1',
  jit: 'on',
  jit_above_cost: '0',
  default_text_search_config: 'pg_catalog.german',
};

const folder = mkdtempSync(join(dataFolder(), 'vitrine-test-defaults-'));
let database: TestDatabase;
let store: TestStore;

beforeAll(async () => {
  // An empty database, so that the migrations have these defaults as well.
  database = await cloneDatabase(inject('adminConnectionString'), 'template0');
  store = await startTestStore(['*']);
});

afterAll(async () => {
  await database.drop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs statements in the database as its administrator. Returns the result of the last one. */
async function administer({ connectionString }: TestDatabase, ...statements: string[]) {
  const address = new URL(inject('adminConnectionString'));
  address.pathname = new URL(connectionString).pathname;
  const admin = new Client({ connectionString: address.href });
  await admin.connect();
  await admin.query('SET default_transaction_read_only = off');
  let last: QueryResult | undefined;
  for (const statement of statements) last = await admin.query(statement);
  await admin.end();
  return last!;
}

const nameOf = ({ connectionString }: TestDatabase) => new URL(connectionString).pathname.slice(1);

async function start({ connectionString, appConnectionString }: TestDatabase, more: Record<string, string> = {}) {
  const server = await runServer({
    DATABASE_URL: connectionString,
    APP_DATABASE_URL: appConnectionString,
    S3_ENDPOINT: store.settings.endpoint!,
    S3_BUCKET: store.settings.bucket,
    S3_ACCESS_KEY_ID: store.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: store.settings.secretAccessKey,
    ...more,
  });
  onTestFinished(server.stop);
  return server;
}

test('defaults of the database and of both roles change nothing: a start, a publish and reads', async () => {
  await administer(
    database,
    'CREATE SCHEMA elsewhere AUTHORIZATION vitrine',
    'CREATE SCHEMA vitrine AUTHORIZATION vitrine',
    ...Object.entries(unusual).flatMap(([setting, value]) => {
      const assignment = `SET ${setting} TO ${setting === 'search_path' ? value : escapeLiteral(value)}`;
      return [
        `ALTER DATABASE ${nameOf(database)} ${assignment}`,
        `ALTER ROLE vitrine IN DATABASE ${nameOf(database)} ${assignment}`,
        `ALTER ROLE vitrine_app_login IN DATABASE ${nameOf(database)} ${assignment}`,
      ];
    }),
  );
  const server = await start(database);
  await server.untilReady();
  const { token, stranger } = await withDatabases(database, furnish);
  expect(await publishText(server, token, join(folder, 'first'), 'Zürich, 第一')).toBe(1);
  expect(await publishText(server, token, join(folder, 'second'), 'Zürich, 第二')).toBe(2);
  // A session of the server is idle for longer than these defaults allow, and is still there.
  const isIdle = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'vitrine%'
    AND state = 'idle' AND state_change < now() - interval '500 ms'`;
  await expect.poll(async () => (await administer(database, isIdle)).rowCount).toBeGreaterThan(0);
  expect(await read(server, token)).toEqual({ key: 'note', body: 'Zürich, 第二' });
  expect(await read(server, stranger)).toBeNull();
  await withDatabases(database, async ({ system }) => {
    const words = () => system.$queryRaw<unknown[]>`SELECT FROM asset_text`;
    await expect.poll(async () => (await words()).length).toBe(2);
    const found = await system.$queryRaw`SELECT table_schema::text, count(*)::int FROM information_schema.tables
      WHERE table_schema IN ('elsewhere', 'vitrine') GROUP BY 1`;
    expect(found, 'tables in another schema').toEqual([]);
  });
  await server.stop();
  expect(server.output()).not.toMatch(/"level":(40|50|60)/);
  const again = await start(database, { PROCESSES: 'api' });
  expect(await again.untilReady()).toMatchObject({ status: 'ready' });
  expect(again.output()).not.toContain('Row-level security was incomplete');
  await administer(
    database,
    `ALTER DATABASE ${nameOf(database)} RESET ALL`,
    `ALTER ROLE vitrine IN DATABASE ${nameOf(database)} RESET ALL`,
    `ALTER ROLE vitrine_app_login IN DATABASE ${nameOf(database)} RESET ALL`,
  );
});

test('a default that no connection can override ends the start with a sentence', async () => {
  await administer(database, `ALTER DATABASE ${nameOf(database)} SET transaction_timeout = '5s'`);
  onTestFinished(
    async () => void (await administer(database, `ALTER DATABASE ${nameOf(database)} RESET transaction_timeout`)),
  );
  const server = await start(database, { PROCESSES: 'api' });
  expect(await server.exited).toBe(1);
  expect(server.output()).toMatch(
    /transaction_timeout = 5s, which would end work that takes longer\. Reset it: ALTER ROLE/,
  );
});

test('a read-only database is refused at the start, and later is not ready', async () => {
  const database = await cloneDatabase(inject('adminConnectionString'));
  onTestFinished(database.drop);
  const server = await start(database, { PROCESSES: 'api' });
  await server.untilReady();
  const { token } = await withDatabases(database, furnish);
  await administer(database, `ALTER DATABASE ${nameOf(database)} SET default_transaction_read_only = on`);
  await administer(
    database,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${nameOf(database)}' AND pid <> pg_backend_pid()`,
  );
  await expect.poll(async () => (await server.readiness()).status).toBe('not ready');
  expect((await server.readiness()).reasons).toMatchObject({
    requests: expect.stringContaining('is read-only') as string,
  });
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: '{ dataset(organizationSlug: "lumen", slug: "notes") { name } }',
    }),
  });
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('DATABASE_UNAVAILABLE');
  const second = await start(database, { PROCESSES: 'api' });
  expect(await second.exited).toBe(1);
  expect(second.output()).toMatch(/is read-only: it is a standby, or default_transaction_read_only is on/);
});
