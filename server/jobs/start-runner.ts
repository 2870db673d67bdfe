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
  /** Time that running jobs may take after the runner stops, before they are aborted. */
  patienceSeconds: number;
}

export interface Runner {
  /**
   * Resolves when the runner takes no more jobs, after `stop` or after the loss of its queue. Its lock is free then.
   */
  ended: Promise<void>;
  /**
   * Stops looking for jobs. A job that is being fetched at this moment still runs. Running jobs finish or return to the
   * queue.
   */
  stop(): Promise<void>;
}

/** A job that was aborted and still runs after this time is abandoned, and runs again on another worker. */
const abandonAfterMilliseconds = 8_000;

/** Time limit for the rest of the shutdown. */
const afterShutdownMilliseconds = 2_000;

/**
 * Resolves when all workers of a runner have stopped, independent of the promise of the runner. If the ends of two jobs
 * cannot be stored at the same time, graphile-worker 0.17 waits forever for a third.
 */
async function shutDown(events: WorkerEvents): Promise<void> {
  const signs = ['pool:gracefulShutdown:complete', 'pool:forcefulShutdown:complete', 'pool:forcefulShutdown:error'];
  await Promise.race(signs.map((sign) => once(events, sign)));
  await sleep(afterShutdownMilliseconds);
}

/**
 * Takes jobs from the queue until it is stopped or loses its queue. Its lock, under the given name, shows that it is
 * alive.
 */
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
    // Jobs end in batches, even batches of one. If the end of a job cannot be stored, the runner then ends, and its
    // jobs are taken over. Otherwise the job would stay locked for as long as the runner lives.
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
