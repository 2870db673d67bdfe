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
  /** How long jobs may go on when the runner stops, before they are told to end. */
  patienceSeconds: number;
}

export interface Runner {
  /** Kept when it no longer takes jobs, whether it was stopped or lost its queue; then its lock is free. */
  ended: Promise<void>;
  /** Looks for no more jobs, from now on; one that is just being looked for still runs. Those that run finish or are handed back. */
  stop(): Promise<void>;
}

/** A job that was told to end and does not is left to itself after this time, and runs again elsewhere. */
const abandonAfterMilliseconds = 8_000;

/** What is left to do for a runner that has shut down takes no longer. */
const afterShutdownMilliseconds = 2_000;

/**
 * Kept when all workers of a runner have stopped, whatever it itself says. When the ends of two jobs could not be written
 * down at the same time, graphile-worker 0.17 goes on waiting for a third for ever.
 */
async function shutDown(events: WorkerEvents): Promise<void> {
  const signs = ['pool:gracefulShutdown:complete', 'pool:forcefulShutdown:complete', 'pool:forcefulShutdown:error'];
  await Promise.race(signs.map((sign) => once(events, sign)));
  await sleep(afterShutdownMilliseconds);
}

/** Takes jobs from the queue under a name, whose lock shows that it lives, until it is stopped or loses its queue. */
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
    // As batches, even of one: a job whose end cannot be written down then ends the runner, so that its jobs are taken
    // over. Otherwise the job would stay locked for as long as the runner lives.
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
      // It may have ended by itself meanwhile, and then refuses.
      await runner.stop().catch((error: unknown) => logger.debug({ error }, 'the worker had stopped'));
      clearTimeout(kill);
      await ended;
    },
  };
}
