import { Gauge } from 'prom-client';
import type { Databases } from '#database/databases.ts';
import { isTaskName } from '#domain/tasks.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from './metrics.ts';

// Time for which counted values are reused.
const keptMilliseconds = 5_000;

/**
 * Counts the connections of this process, and the jobs and publishes of all processes. Counts only when metrics are
 * requested.
 */
export function measureDatabase({ registry }: Metrics, databases: Databases, logger: Logger): void {
  const registers = [registry];
  const { appPool, pipelines, systemPool } = databases;
  const connections = new Gauge({
    name: 'vitrine_database_connections',
    help: 'Connections of this process to PostgreSQL, and who waits for one.',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, counted] of Object.entries({ app: appPool, pipelines, system: systemPool })) {
        connections.set({ pool, state: 'busy' }, counted.totalCount - counted.idleCount);
        connections.set({ pool, state: 'idle' }, counted.idleCount);
        connections.set({ pool, state: 'waiting' }, counted.waitingCount);
      }
    },
  });

  const queue = new Gauge({
    name: 'vitrine_jobs',
    help: 'Jobs in the queue of all processes: ready, running, scheduled (also for a retry), and failed permanently.',
    labelNames: ['task', 'state'],
    registers,
    collect: sometimes(logger, async () => {
      const { rows } = await systemPool.query<{ task: string; state: string; count: number }>(countJobs);
      queue.reset();
      for (const { task, state, count } of rows) queue.inc({ task: isTaskName(task) ? task : 'other', state }, count);
    }),
  });

  const sessions = new Gauge({
    name: 'vitrine_ingest_sessions',
    help: 'Ingest sessions, by state. The count of PUBLISHED is the number of publishes so far.',
    labelNames: ['state'],
    registers,
    collect: sometimes(logger, async () => {
      const { rows } = await systemPool.query<{ state: string; count: number }>(
        'SELECT state::text, count(*)::int AS count FROM ingest_session GROUP BY state',
      );
      sessions.reset();
      for (const { state, count } of rows) sessions.set({ state }, count);
    }),
  });
}

const countJobs = `
  SELECT task_identifier AS task, count(*)::int AS count, CASE
      WHEN locked_at IS NOT NULL THEN 'running'
      WHEN attempts >= max_attempts THEN 'failed'
      WHEN attempts > 0 THEN 'retrying'
      WHEN run_at > now() THEN 'scheduled'
      ELSE 'queued' END AS state
  FROM graphile_worker.jobs GROUP BY 1, 3`;

/**
 * Returns a function that counts at most once in `keptMilliseconds`. If counting fails, the error is logged and the
 * other metrics are still sent.
 */
function sometimes(logger: Logger, count: () => Promise<void>): () => Promise<void> {
  let countedAt = -Infinity;
  return async () => {
    if (performance.now() - countedAt < keptMilliseconds) return;
    countedAt = performance.now();
    await count().catch((error: unknown) => logger.warn({ error }, 'A metric could not be counted.'));
  };
}
