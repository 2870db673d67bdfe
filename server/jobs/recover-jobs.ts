import type pg from 'pg';
import { workerLockKey } from './worker-lock.ts';

export interface DeadJob {
  id: string;
  task: string;
  payload: unknown;
}

/** Time in which a new worker takes its lock. Until then, it does not count as dead. */
const graceSeconds = 10;

/**
 * Returns the jobs of dead workers to the queue. Returns the number of dead workers. Gives up jobs that have no
 * attempts left. If that fails, nothing changes until the next recovery.
 *
 * graphile-worker itself waits four hours, because it cannot distinguish a dead worker from a busy one.
 */
export async function recoverJobs(
  pool: pg.Pool,
  giveUp: (job: DeadJob) => Promise<void>,
  { graceSeconds: grace = graceSeconds }: { graceSeconds?: number } = {},
): Promise<number> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN');
    const dead = await findDeadWorkers(client, grace);
    if (dead.length > 0) {
      for (const job of await findExhaustedJobs(client, dead)) await giveUp(job);
      await client.query('SELECT graphile_worker.force_unlock_workers($1)', [dead]);
    }
    await client.query('COMMIT');
    broken = false;
    return dead.length;
  } finally {
    client.release(broken);
  }
}

/**
 * Returns the names of workers that have locked jobs, but do not hold their worker lock. Takes these locks until the
 * transaction ends, so that no other recovery handles the same workers.
 */
async function findDeadWorkers(client: pg.PoolClient, grace: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name
     FROM (
       SELECT DISTINCT locked_by AS name FROM graphile_worker.jobs
       WHERE locked_at < now() - make_interval(secs => $1) OFFSET 0
     ) AS workers
     WHERE pg_try_advisory_xact_lock(${workerLockKey('name')})`,
    [grace],
  );
  return rows.map(({ name }) => name);
}

async function findExhaustedJobs(client: pg.PoolClient, workers: string[]): Promise<DeadJob[]> {
  // Reads a private table of graphile-worker, because the public view has no payload. The version of graphile-worker is
  // therefore pinned.
  const { rows } = await client.query<DeadJob>(
    `SELECT jobs.id::text AS id, tasks.identifier AS task, jobs.payload
     FROM graphile_worker._private_jobs jobs JOIN graphile_worker._private_tasks tasks ON tasks.id = jobs.task_id
     WHERE jobs.locked_by = ANY ($1) AND jobs.attempts >= jobs.max_attempts`,
    [workers],
  );
  return rows;
}
