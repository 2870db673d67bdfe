import { once } from 'node:events';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { pino } from 'pino';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { StorageUnavailable } from '#domain/errors.ts';
import { newId } from '#domain/ids.ts';
import { enqueue } from '#domain/tasks.ts';
import { patience } from '#tests/kit/patience.ts';
import { cloneDatabase } from '#tests/kit/postgres.ts';
import { startProcess } from '#tests/kit/processes.ts';
import { jobs as realJobs } from './index.ts';
import { type AnyJob, implement, PermanentFailure } from './kit.ts';
import { migrateWorker } from './migrate-worker.ts';
import { openQueuePool } from './queue-pool.ts';
import { recoverJobs } from './recover-jobs.ts';
import { deferred } from './testing/deferred.ts';
import { jobWorldOfFile } from './testing/job-world.ts';
import { startWorker, type Worker, type WorkerOptions } from './worker.ts';

const lab = jobWorldOfFile();

test('fifty processes that start at once make one queue', async () => {
  const { connectionString, drop } = await cloneDatabase(inject('adminConnectionString'));
  const client = new Client({ connectionString });
  await client.connect();
  await client.query('DROP SCHEMA graphile_worker CASCADE');
  await Promise.all(Array.from({ length: 50 }, () => migrateWorker(connectionString)));

  await client.query(`SELECT enqueue_job('processAsset', '{}')`);
  expect((await client.query('SELECT task_identifier FROM graphile_worker.jobs')).rows).toHaveLength(1);
  await client.end();
  await drop();
});

test('a job acts as its organization alone', async () => {
  const { databases, lumen, birds, plates, runJobs } = lab();
  const seen: string[][] = [];
  const look = implement('processAsset', async (_payload, { db }) => {
    seen.push((await db.dataset.findMany()).map(({ id }) => id));
    await db.dataset.updateMany({ data: { description: 'touched' } });
  });
  const sweep = implement('sweepAssets', async (_payload, { db }) => {
    seen.push((await db.dataset.findMany({ orderBy: { slug: 'asc' } })).map(({ id }) => id));
  });
  await enqueue(databases.system, 'processAsset', { orgId: lumen.id, assetId: newId() });
  await enqueue(databases.system, 'sweepAssets', {});
  await runJobs([look, sweep]);

  expect(seen).toEqual([[birds.id], [birds.id, plates.id]]);
  expect(await databases.system.dataset.findMany({ where: { description: 'touched' } })).toMatchObject([
    { id: birds.id },
  ]);
});

test('a job that fails runs again, and after the last attempt says why', async () => {
  const { databases, runJobs } = lab();
  const reasons: string[] = [];
  const fail = implement(
    'sweepAssets',
    () => Promise.reject(new StorageUnavailable()),
    async (_payload, _context, reason) => void reasons.push(reason),
  );
  await enqueue(databases.system, 'sweepAssets', {});
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    expect(reasons).toEqual([]);
    await runJobs([fail]);
    await databases.system.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  }
  expect(reasons).toEqual([new StorageUnavailable().message]);
  await runJobs([fail]);
  expect(reasons).toHaveLength(1);
});

test('a failure for good is not tried again', async () => {
  const { databases, runJobs } = lab();
  const run = vi.fn(() => Promise.reject(new PermanentFailure('It is broken.')));
  const giveUp = vi.fn(() => Promise.resolve());
  await enqueue(databases.system, 'sweepSessions', {});
  await runJobs([implement('sweepSessions', run, giveUp)]);
  await databases.system.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  await runJobs([implement('sweepSessions', run, giveUp)]);

  expect(run).toHaveBeenCalledTimes(1);
  expect(giveUp).toHaveBeenCalledExactlyOnceWith({}, expect.anything(), 'It is broken.');
});

test('bugs are for the log, not for people', async () => {
  const { databases, runJobs } = lab();
  const giveUp = vi.fn(() => Promise.resolve());
  await enqueue(databases.system, 'sweepSessions', {});
  await databases.system.$executeRaw`UPDATE graphile_worker._private_jobs SET max_attempts = 1`;
  await runJobs([implement('sweepSessions', () => Promise.reject(new Error('password=hunter2')), giveUp)]);

  expect(giveUp).toHaveBeenCalledExactlyOnceWith({}, expect.anything(), expect.not.stringContaining('hunter2'));
});

test('a job whose payload does not fit its task does not run, and marks nothing as failed', async () => {
  const { databases, runJobs } = lab();
  const run = vi.fn(() => Promise.resolve());
  const giveUp = vi.fn(() => Promise.resolve());
  await databases.system.$executeRaw`SELECT enqueue_job('countFiles', '{"orgId": "lumen"}')`;
  await databases.system.$executeRaw`UPDATE graphile_worker._private_jobs SET max_attempts = 1`;
  await runJobs([implement('countFiles', run, giveUp)]);

  expect(run).not.toHaveBeenCalled();
  expect(giveUp).not.toHaveBeenCalled();
  const [job] = await databases.system.$queryRaw<{ last_error: string }[]>`
    SELECT last_error FROM graphile_worker._private_jobs WHERE last_error IS NOT NULL`;
  expect(job?.last_error).toContain('orgId');
});

test('stopping waits for what runs and takes nothing more', async () => {
  const { databases } = lab();
  const gate = deferred();
  const started = deferred();
  const done: string[] = [];
  const slow = implement('sweepSessions', async () => {
    started.resolve();
    await gate.promise;
    done.push('slow');
  });
  // One job at a time: a second slot that is fetching a job would still take it.
  const worker = await startLocal([slow], { concurrency: 1 });
  await enqueue(databases.system, 'sweepSessions', {});
  await started.promise;
  const stopped = worker.stop();
  await enqueue(databases.system, 'sweepSessions', {});
  gate.resolve();
  await stopped;

  expect(done).toEqual(['slow']);
  expect(await databases.system.$queryRaw`SELECT locked_at FROM graphile_worker.jobs WHERE attempts = 0`).toEqual([
    { locked_at: null },
  ]);
});

test('what does not end by itself is told to, and handed back', async () => {
  const { databases } = lab();
  const started = deferred();
  const endless = implement('sweepSessions', async (_payload, { signal }) => {
    started.resolve();
    await new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('told to stop')));
    });
  });
  const worker = await startLocal([endless], { patienceSeconds: 0.5 });
  await enqueue(databases.system, 'sweepSessions', {});
  await started.promise;
  await worker.stop();

  expect(await databases.system.$queryRaw`SELECT locked_at, last_error FROM graphile_worker.jobs`).toEqual([
    { locked_at: null, last_error: 'told to stop' },
  ]);
});

test('a worker is killed in the middle of a job: another takes it over at once', async () => {
  const { databases } = lab();
  await enqueue(databases.system, 'sweepSessions', {});
  const victim = await startVictim();

  // While the first worker lives, no other worker takes its job, for any length of time.
  await ageLocks();
  const pool = openQueuePool(lab().connectionString, 1);
  expect(await recoverJobs(pool, () => Promise.resolve())).toBe(0);
  await pool.end();
  const done = deferred();
  const worker = await startLocal([implement('sweepSessions', async () => done.resolve())]);

  victim.kill('SIGKILL');
  await once(victim, 'exit');
  await done.promise;
  await worker.stop();
  expect(await databases.system.$queryRaw`SELECT id FROM graphile_worker.jobs`).toEqual([]);
});

test('a job that kills every worker is given up', async () => {
  const { databases } = lab();
  await enqueue(databases.system, 'sweepSessions', {});
  await databases.system.$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts - 1`;
  const victim = await startVictim();
  victim.kill('SIGKILL');
  await once(victim, 'exit');
  await ageLocks();

  const run = vi.fn(() => Promise.resolve());
  const given = deferred<string>();
  const worker = await startLocal([
    implement('sweepSessions', run, async (_payload, _context, reason) => given.resolve(reason)),
  ]);
  expect(await given.promise).toBe('The worker crashed on each attempt. The log of the worker may have the details.');
  await worker.stop();
  expect(run).not.toHaveBeenCalled();
});

test('a worker whose session is cut shows again that it lives', async () => {
  const { databases } = lab();
  const sessions = () => databases.system.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity JOIN pg_locks USING (pid)
    WHERE application_name = 'vitrine worker lock' AND datname = current_database() AND locktype = 'advisory' AND granted`;
  const worker = await startLocal([]);
  const [first] = await vi.waitUntil(async () => (await sessions()).length === 1 && sessions(), patience);
  await databases.system.$queryRaw`SELECT pg_terminate_backend(${first!.pid}::int)`;
  const [second] = await vi.waitUntil(
    async () => (await sessions()).some(({ pid }) => pid !== first!.pid) && sessions(),
    patience,
  );
  expect(second!.pid).not.toBe(first!.pid);

  await worker.stop();
  await vi.waitUntil(async () => (await sessions()).length === 0, patience);
});

test('when the database cuts every connection, the worker goes on', async () => {
  const { databases } = lab();
  const gate = deferred();
  const [started, second] = [deferred(), deferred()];
  const worker = await startLocal([
    implement('sweepSessions', async () => {
      started.resolve();
      await gate.promise;
    }),
    implement('sweepAssets', async () => second.resolve()),
  ]);
  await enqueue(databases.system, 'sweepSessions', {});
  await started.promise;
  await databases.system.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'vitrine worker%'`;
  gate.resolve();
  await enqueue(databases.system, 'sweepAssets', {});
  await second.promise;
  await vi.waitUntil(
    async () => (await databases.system.$queryRaw<object[]>`SELECT id FROM graphile_worker.jobs`).length === 0,
    patience,
  );
  await worker.stop();
});

test('when the end of a job cannot be written down, the job runs again', async () => {
  const { databases } = lab();
  const lost = deferred();
  const log = new Writable({
    write(line, _encoding, done) {
      if (String(line).includes('the worker lost its queue')) lost.resolve();
      done();
    },
  });
  let runs = 0;
  const again = deferred();
  const worker = await startLocal(
    [
      implement('sweepSessions', async () => {
        runs += 1;
        if (runs > 1) return again.resolve();
        await databases.system.$executeRaw`ALTER TABLE graphile_worker._private_jobs RENAME TO hidden_jobs`;
      }),
    ],
    { logger: pino(log) },
  );
  await enqueue(databases.system, 'sweepSessions', {});
  await lost.promise;
  await databases.system.$executeRaw`ALTER TABLE graphile_worker.hidden_jobs RENAME TO _private_jobs`;
  await ageLocks();
  await again.promise;
  await worker.stop();
  expect(await databases.system.$queryRaw`SELECT id FROM graphile_worker.jobs`).toEqual([]);
});

test('when the ends of two jobs cannot be written down at the same time, both run again', async () => {
  const { databases, connectionString } = lab();
  const lost = deferred();
  const log = new Writable({
    write(line, _encoding, done) {
      if (String(line).includes('the worker lost its queue')) lost.resolve();
      done();
    },
  });
  const job = (task: 'sweepSessions' | 'sweepAssets') => {
    const [started, gate, again] = [deferred(), deferred(), deferred()];
    let runs = 0;
    const code = implement(task, async () => {
      runs += 1;
      if (runs > 1) return again.resolve();
      started.resolve();
      await gate.promise;
      throw new Error('The database is going.');
    });
    return { code, started, gate, again };
  };
  const both = [job('sweepSessions'), job('sweepAssets')];
  const worker = await startLocal(
    both.map(({ code }) => code),
    { logger: pino(log), recoverySeconds: 5 },
  );
  await enqueue(databases.system, 'sweepSessions', {});
  await enqueue(databases.system, 'sweepAssets', {});
  await Promise.all(both.map(({ started }) => started.promise));

  // Both connections wait to write the end of their job. Then the database closes them.
  const holder = new Client({ connectionString });
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE graphile_worker._private_jobs IN ACCESS EXCLUSIVE MODE');
  for (const [index, { gate }] of both.entries()) {
    gate.resolve();
    await vi.waitUntil(async () => (await waitingWriters()).length > index, patience);
  }
  for (const pid of await waitingWriters())
    await databases.system.$queryRaw`SELECT pg_terminate_backend(${pid}::integer)`;
  await holder.end();
  await lost.promise;
  await ageLocks();
  await Promise.all(both.map(({ again }) => again.promise));
  await worker.stop();
});

/** Returns the connections that are about to write the end of a job. */
async function waitingWriters(): Promise<number[]> {
  const waiting = await lab().databases.system.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%last_error%'`;
  return waiting.map(({ pid }) => pid);
}

test('no task has its code twice', () => {
  const tasks = realJobs.map(({ task }) => task);
  expect(tasks).toEqual([...new Set(tasks)]);
});

function startLocal(jobs: readonly AnyJob[], options: Partial<WorkerOptions> = {}): Promise<Worker> {
  const { surroundings, connectionString } = lab();
  return startWorker({ ...surroundings, connectionString, jobs, recoverySeconds: 0.2, ...options });
}

/** Starts a worker in a separate process, in the middle of a job that never ends. */
async function startVictim() {
  const victim = startProcess(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('testing/endless-worker.ts', import.meta.url)), lab().connectionString],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void victim.kill('SIGKILL'));
  await once(victim.stdout, 'data');
  return victim;
}

async function ageLocks(): Promise<void> {
  await lab().databases.system
    .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 minute'`;
}
