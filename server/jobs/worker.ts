import { EventEmitter } from 'node:events';
import { parseCronItems, run, type WorkerEvents } from 'graphile-worker';
import { createTaskList, giveUpDeadJob } from './create-task-list.ts';
import { cronItems } from './crontab.ts';
import { jobs as allJobs } from './index.ts';
import type { AnyJob, JobSurroundings } from './kit.ts';
import { openQueuePool } from './queue-pool.ts';
import { recoverJobs } from './recover-jobs.ts';
import { repeat } from './repeat.ts';
import { holdWorkerLock, type WorkerLock } from './worker-lock.ts';
import { workerLogger } from './worker-logger.ts';

export interface WorkerOptions extends JobSurroundings {
  /** A direct connection: the queue is listened to, and a session shows that the worker lives. */
  connectionString: string;
  /** Jobs at a time. */
  concurrency?: number;
  jobs?: readonly AnyJob[];
  /** How often the jobs of dead workers are looked for. */
  recoverySeconds?: number;
  /** How long jobs may go on when the worker stops, before they are told to end. */
  patienceSeconds?: number;
}

export interface Worker {
  /** Takes no more jobs; those that run finish or are handed back, within 20 s by default. */
  stop(): Promise<void>;
}

/** A job that has been told to end and does not is left to itself after this time, and runs again elsewhere. */
const abandonAfterMilliseconds = 8_000;

/** Runs jobs until it is stopped. Any number of workers share a queue; what one leaves when it dies, another takes up. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const {
    connectionString,
    logger,
    concurrency = 2,
    jobs = allJobs,
    recoverySeconds = 20,
    patienceSeconds = 10,
  } = options;
  const pool = openQueuePool(connectionString, concurrency + 3);
  const events: WorkerEvents = new EventEmitter();
  let lock: WorkerLock | undefined;
  events.on('pool:create', ({ workerPool }) => {
    lock = holdWorkerLock(connectionString, workerPool.id, logger);
  });

  const runner = await run({
    pgPool: pool,
    concurrency,
    events,
    taskList: createTaskList(jobs, options),
    parsedCronItems: parseCronItems(cronItems(jobs)),
    logger: workerLogger(logger),
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: patienceSeconds * 1000,
  });
  runner.promise.catch((error: unknown) => logger.fatal({ error }, 'the worker has ended'));
  const recovery = repeat(recoverySeconds, async () => {
    try {
      const count = await recoverJobs(pool, (job) => giveUpDeadJob(jobs, options, job));
      if (count > 0) logger.warn({ workers: count }, 'took over the jobs of workers that died');
    } catch (error) {
      logger.warn({ error }, 'could not look for jobs of dead workers; trying again');
    }
  });

  return {
    async stop() {
      await recovery.stop();
      const killAfter = patienceSeconds * 1000 + abandonAfterMilliseconds;
      const kill = setTimeout(() => void runner.kill('took too long to stop'), killAfter);
      await runner.stop().catch((error: unknown) => logger.warn({ error }, 'the worker did not stop cleanly'));
      clearTimeout(kill);
      await lock?.release();
      await pool.end();
    },
  };
}
