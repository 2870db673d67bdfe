import { Client } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { listeningLogger } from '#tests/kit/listening-logger.ts';
import { cloneDatabase } from '#tests/kit/postgres.ts';
import { migrate } from './migrate/migrate.ts';
import { takeLock } from './take-lock.ts';

const lockOfMigrations = 72707369;

async function database() {
  const { connectionString, drop } = await cloneDatabase(inject('adminConnectionString'));
  onTestFinished(drop);
  const open = async (name: string) => {
    const client = new Client({ connectionString, application_name: name });
    client.on('error', () => {});
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  };
  return { connectionString, open };
}

test('a lock that an idle session leaked is reported, and the wait ends with what to do', async () => {
  const { connectionString, open } = await database();
  const leaker = await open('left behind');
  await leaker.query('SELECT pg_advisory_lock($1)', [lockOfMigrations]);
  const { rows } = await leaker.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const { logger, lines } = listeningLogger();

  await expect(
    migrate(connectionString, { logger, patienceMilliseconds: 1_000, reportMilliseconds: 200 }),
  ).rejects.toThrow(`pg_terminate_backend(${rows[0]!.pid})`);
  expect(lines.length).toBeGreaterThanOrEqual(2);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    msg: 'Waiting for another process: migrating the database.',
    holder: { application: 'left behind', isIdle: true },
  });
});

test('a holder at work is waited for longer than an idle one', async () => {
  const { open } = await database();
  const [worker, waiting] = [await open('at work'), await open('waiting')];
  // The work takes four times the patience with an idle holder.
  const work = worker.query('SELECT pg_advisory_xact_lock(1), pg_sleep(2)');
  const holders = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await expect.poll(async () => (await waiting.query(holders)).rowCount, { interval: 5 }).toBe(1);
  await waiting.query('BEGIN');
  await takeLock(waiting, 1, 'transaction', {
    purpose: 'the test',
    patienceMilliseconds: 500,
    reportMilliseconds: 100,
  });
  await work;
});
