import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { connectDatabases, type Databases } from '#database/databases.ts';
import { findPooling } from '#database/find-pooling.ts';
import { InterruptibleWork } from '#database/interruptible-work.ts';
import { StatementText } from '#database/statement-text.ts';
import { readStatement } from '#database/tenant-statement.ts';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { runServer } from './run-server.ts';
import { type Pgbouncer, startPgbouncer } from './start-pgbouncer.ts';

const isInstalled = isAtHand(hasPrograms('pgbouncer'), 'PgBouncer', 'REQUIRE_PGBOUNCER');

const lab = worldOfFile();
let pooler: Pgbouncer;
let databases: Databases;

beforeAll(async () => {
  if (!isInstalled) return;
  const { connectionString, appConnectionString } = lab();
  pooler = await startPgbouncer(appConnectionString);
  databases = connectDatabases({
    connectionString,
    appConnectionString: pooler.through(appConnectionString),
    appIsPooled: true,
    poolSize: 8,
    statementTimeoutMilliseconds: 2_000,
  });
});

afterAll(async () => {
  if (!isInstalled) return;
  await databases.close();
  await pooler.stop();
});

test.skipIf(!isInstalled)('a pooler is recognised by what it does to sessions', async () => {
  const { connectionString, appConnectionString } = lab();
  expect(await findPooling(connectionString)).toBe('none');
  expect(await findPooling(pooler.through(appConnectionString))).toBe('transaction');
  const single = await startPgbouncer(connectionString, { poolSize: 1 });
  onTestFinished(single.stop);
  expect(await findPooling(single.through(connectionString))).toBe('transaction');
  const session = await startPgbouncer(connectionString, { mode: 'session' });
  onTestFinished(session.stop);
  expect(await findPooling(session.through(connectionString))).toBe('session');
});

test.skipIf(!isInstalled)('everybody sees their own rows, however sessions are shared', async () => {
  const { lumen, meridian } = lab();
  const slugs = async (orgIds: string[]) =>
    (await databases.asMembersOf(orgIds).dataset.findMany({ select: { slug: true } })).map(({ slug }) => slug);
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, turn) => slugs([[lumen.id], [meridian.id], []][turn % 3]!)),
  );
  for (const [turn, answer] of answers.entries()) expect(answer).toEqual([['birds'], ['plates'], []][turn % 3]);
});

test.skipIf(!isInstalled)('a statement by hand is run again and again, as with any session', async () => {
  const text = new StatementText(`SELECT string_agg(slug, ',')::text FROM dataset WHERE slug <> $1`);
  for (const org of [lab().lumen, lab().meridian, lab().lumen]) {
    const rows = await Promise.all(
      Array.from({ length: 20 }, () =>
        readStatement(databases.asMembersOf([org.id]), { text, values: ['none'] }, undefined),
      ),
    );
    const expected = org === lab().lumen ? 'birds' : 'plates';
    expect(rows).toEqual(rows.map(() => [expected]));
  }
});

test.skipIf(!isInstalled)('transactions, limits and the role are those of requests', async () => {
  const { lumen } = lab();
  const db = databases.asMembersOf([lumen.id]);
  const found = await db.$transaction(async (tx) => {
    await tx.dataset.updateMany({ where: { slug: 'birds' }, data: { description: 'Through a pooler' } });
    return tx.dataset.findFirstOrThrow({ where: { slug: 'birds' } });
  });
  expect(found.description).toBe('Through a pooler');
  await expect(
    db.$transaction(async (tx) => {
      await tx.dataset.updateMany({ data: { description: 'Rolled back' } });
      throw new Error('Not after all.');
    }),
  ).rejects.toThrow('Not after all.');
  expect(await db.dataset.findFirst({ select: { description: true } })).toEqual({ description: 'Through a pooler' });

  expect(await db.$queryRaw`SELECT current_user::text AS role`).toEqual([{ role: 'vitrine_app' }]);
  await expect(db.$queryRaw`SELECT * FROM session`).rejects.toThrow('permission denied');
  await expect(db.$queryRaw`SELECT pg_sleep(20)::text`).rejects.toThrow('statement timeout');
});

test.skipIf(!isInstalled)('work that is stopped is cancelled in PostgreSQL, and hits nobody else', async () => {
  const { connectionString, appConnectionString, lumen } = lab();
  const patient = connectDatabases({
    connectionString,
    appConnectionString: pooler.through(appConnectionString),
    appIsPooled: true,
    poolSize: 8,
    statementTimeoutMilliseconds: 600_000,
    lockTimeoutMilliseconds: 600_000,
  });
  const blocker = new Client({ connectionString });
  await blocker.connect();
  onTestFinished(async () => {
    await blocker.end();
    await patient.close();
  });
  await blocker.query('SELECT pg_advisory_lock(7)');
  const work = new InterruptibleWork();
  const db = patient.asMembersOf([lumen.id]);
  const waitForLock = () => db.$queryRaw`SELECT pg_advisory_xact_lock(7)::text AS waited`;
  // A query of Prisma starts when it is awaited.
  const others = Promise.all([waitForLock(), waitForLock(), waitForLock()]);
  const stopped = work.run(async () => await db.$queryRaw`SELECT pg_advisory_xact_lock(7)::text AS to_be_cancelled`);
  const outcome = expect(stopped).rejects.toThrow(/canceling statement due to user request/);
  const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  const countWaiting = async () => (await blocker.query(waiting)).rowCount;
  await expect.poll(countWaiting).toBe(4);
  await work.stop();
  await outcome;
  expect(await countWaiting()).toBe(3);
  await blocker.query('SELECT pg_advisory_unlock(7)');
  await others;
  expect(await db.dataset.count()).toBe(1);
});

test.skipIf(!isInstalled)('a server runs its requests through the pooler, twice after one another', async () => {
  const { connectionString, appConnectionString, store } = lab();
  const environment = {
    DATABASE_URL: connectionString,
    APP_DATABASE_URL: pooler.through(appConnectionString),
    PROCESSES: 'api',
    S3_ENDPOINT: store.settings.endpoint!,
    S3_BUCKET: store.settings.bucket,
    S3_ACCESS_KEY_ID: store.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: store.settings.secretAccessKey,
  };
  for (let start = 0; start < 2; start += 1) {
    const server = await runServer(environment);
    onTestFinished(server.stop);
    expect(await server.untilReady()).toMatchObject({ database: 'ok', requests: 'ok' });
    expect(server.output()).toContain('through a connection pooler');
    const answers = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const response = await fetch(`${server.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${lab().alice.token}` },
          body: JSON.stringify({ query: '{ dataset(organizationSlug: "lumen", slug: "birds") { name } }' }),
        });
        return response.json();
      }),
    );
    expect(answers).toEqual(
      answers.map(() => expect.objectContaining({ data: { dataset: { name: 'Birds' } } }) as unknown),
    );
    await server.stop();
  }
});

test.skipIf(!isInstalled)('defaults of the database change nothing through a pooler, or are refused', async () => {
  const { connectionString, appConnectionString, store } = lab();
  const admin = new Client({ connectionString });
  await admin.connect();
  const name = new URL(connectionString).pathname.slice(1);
  onTestFinished(async () => {
    await admin.query(`ALTER DATABASE ${name} RESET ALL`);
    await admin.end();
  });
  await admin.query(`ALTER DATABASE ${name} SET search_path = nowhere`);
  await admin.query(`ALTER DATABASE ${name} SET row_security = off`);
  await admin.query(`ALTER DATABASE ${name} SET DateStyle = 'SQL, DMY'`);
  await admin.query(`ALTER DATABASE ${name} SET idle_in_transaction_session_timeout = '50ms'`);
  // A new pooler, whose connections have these defaults.
  const unusual = await startPgbouncer(appConnectionString);
  onTestFinished(unusual.stop);
  const through = connectDatabases({
    connectionString,
    appConnectionString: unusual.through(appConnectionString),
    appIsPooled: true,
    poolSize: 2,
  });
  onTestFinished(() => through.close());
  const db = through.asMembersOf([lab().lumen.id]);
  const rows = await db.$queryRaw`SELECT slug, created_at::text AS at, current_schema() AS schema FROM dataset`;
  expect(rows).toEqual([{ slug: 'birds', at: expect.stringMatching(/^\d{4}-/) as string, schema: 'public' }]);

  // The program works in the middle of a transaction, for longer than that default allows.
  // Only a superuser sees what the sessions of other roles do.
  const superuser = new Client({ connectionString: inject('adminConnectionString') });
  await superuser.connect();
  onTestFinished(() => superuser.end());
  const findLongIdle = (pid: number) =>
    superuser.query(
      `SELECT FROM pg_stat_activity
      WHERE pid = $1 AND state = 'idle in transaction' AND state_change < now() - interval '100 ms'`,
      [pid],
    );
  const found = await db.$transaction(async (tx) => {
    const [session] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    await expect.poll(async () => (await findLongIdle(session!.pid)).rowCount).toBe(1);
    return tx.$queryRaw`SELECT slug FROM dataset`;
  });
  expect(found).toEqual([{ slug: 'birds' }]);

  await admin.query(`ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`);
  const strict = await startPgbouncer(appConnectionString);
  onTestFinished(strict.stop);
  const server = await runServer({
    DATABASE_URL: connectionString,
    APP_DATABASE_URL: strict.through(appConnectionString),
    PROCESSES: 'api',
    S3_ENDPOINT: store.settings.endpoint!,
    S3_BUCKET: store.settings.bucket,
    S3_ACCESS_KEY_ID: store.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: store.settings.secretAccessKey,
  });
  onTestFinished(server.stop);
  expect(await server.exited).toBe(1);
  expect(server.output()).toMatch(
    /connections of APP_DATABASE_URL the setting default_transaction_isolation = serializ/,
  );
});

test.skipIf(!isInstalled)('DATABASE_URL through a pooler is refused with a sentence, and no lock is left', async () => {
  const { connectionString, store } = lab();
  const owner = await startPgbouncer(connectionString);
  onTestFinished(owner.stop);
  const server = await runServer({
    DATABASE_URL: owner.through(connectionString),
    S3_ENDPOINT: store.settings.endpoint!,
    S3_BUCKET: store.settings.bucket,
    S3_ACCESS_KEY_ID: store.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: store.settings.secretAccessKey,
  });
  onTestFinished(server.stop);
  expect(await server.exited).toBe(1);
  expect(server.output()).toContain('DATABASE_URL leads to a connection pooler in transaction mode');
  expect(server.output()).not.toMatch(/\n\s+at /);

  const client = new Client({ connectionString });
  await client.connect();
  onTestFinished(() => client.end());
  const { rows } = await client.query(
    `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE l.locktype = 'advisory' AND d.datname = current_database()`,
  );
  expect(rows).toEqual([]);
});
