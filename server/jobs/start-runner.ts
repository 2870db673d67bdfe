import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from '../logger.ts';
import { cronItems } from './crontab.ts';
import type { AnyJob } from './kit.ts';
import { holdWorkerLock } from './worker-lock.ts';
import { workerLogger } from './worker-logger.ts';

export interface RunnerOptions {
  connectionString: string;
  pool: pg.Pool;
  concurrency: number;
  jobs: readonly AnyJob[];
  taskList: TaskList;
  logger: Logger;
  /** Time limit for running jobs after the runner stops. Then they are aborted. */
  patienceSeconds: number;
}

export interface Runner {
  /** Resolves when the runner takes no more jobs, after `stop` or because its queue was lost. Its lock is then free. */
  ended: Promise<void>;
  /** Stops taking jobs. Jobs that are running or being fetched finish or return to the queue. */
  stop(): Promise<void>;
}

/** Time after which an aborted job that still runs is abandoned. It runs again on another worker. */
const abandonAfterMilliseconds = 8_000;

/** Time limit for the rest of the shutdown. */
const afterShutdownMilliseconds = 2_000;

/**
 * Resolves when all workers of a runner have stopped. Does not use the runner's own promise. If two jobs end at the
 * same time and neither result can be stored, graphile-worker 0.17 waits forever.
 */
async function shutDown(events: WorkerEvents): Promise<void> {
  const signs = ['pool:gracefulShutdown:complete', 'pool:forcefulShutdown:complete', 'pool:forcefulShutdown:error'];
  await Promise.race(signs.map((sign) => once(events, sign)));
  await sleep(afterShutdownMilliseconds);
}

/** Runs jobs of the queue until it is stopped or its queue is lost. A lock with its name shows that it is alive. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const { connectionString, pool, concurrency, jobs, taskList, logger, patienceSeconds } = options;
  const events: WorkerEvents = new EventEmitter();
  const created = once(events, 'pool:create') as Promise<[{ workerPool: { id: string } }]>;
  const runner = await run({
    pgPool: pool,
    concurrency,
    events,
    taskList,
    parsedCronItems: parseCronItems(cronItems(jobs)),
    logger: workerLogger(logger),
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: patienceSeconds * 1000,
    // Stores the results of jobs in batches, even of one job. Then a result that cannot be stored ends the runner, and
    // other workers take over its jobs. Otherwise the job would stay locked until the runner ends.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const [{ workerPool }] = await created;
  const lock = holdWorkerLock(connectionString, workerPool.id, logger);
  const ended = Promise.race([runner.promise, shutDown(events)])
    .catch((error: unknown) => logger.warn({ error }, 'the worker ended with an error'))
    .then(() => lock.release());

  return {
    ended,
    async stop() {
      const kill = setTimeout(
        () => void runner.kill('took too long to stop'),
        patienceSeconds * 1000 + abandonAfterMilliseconds,
      );
      // `stop` rejects if the runner has already ended by itself.
      await runner.stop().catch((error: unknown) => logger.debug({ error }, 'the worker had stopped'));
      clearTimeout(kill);
      await ended;
    },
  };
}
