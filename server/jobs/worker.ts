import { setTimeout as sleep } from 'node:timers/promises';
import { createTaskList, giveUpDeadJob } from './create-task-list.ts';
import { jobs as allJobs } from './index.ts';
import type { AnyJob, JobSurroundings } from './kit.ts';
import { openQueuePool } from './queue-pool.ts';
import { recoverJobs } from './recover-jobs.ts';
import { repeat } from './repeat.ts';
import { type Runner, startRunner } from './start-runner.ts';

export interface WorkerOptions extends JobSurroundings {
  /** Connection string without a pooler, because the worker listens for notifications and holds a session lock. */
  connectionString: string;
  /** Maximum number of jobs that run at the same time. */
  concurrency?: number;
  jobs?: readonly AnyJob[];
  /** Interval between searches for jobs of dead workers. */
  recoverySeconds?: number;
  /** Time limit for running jobs after the worker stops. Then they are aborted. */
  patienceSeconds?: number;
}

export interface Worker {
  /** Whether the worker takes jobs. False while its queue is lost, and after `stop`. */
  isWorking(): boolean;
  /**
   * Stops taking jobs. Jobs that are running or being fetched finish or return to the queue, within 20 seconds by
   * default.
   */
  stop(): Promise<void>;
}

/**
 * Starts a worker that runs jobs until it is stopped. It continues after the database was unavailable. Any number of
 * workers can share a queue. When a worker dies, other workers take its jobs. Rejects if the database cannot be reached
 * at the start.
 */
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
  const taskList = createTaskList(jobs, { maxSlowFiles: Math.max(1, concurrency - 1), ...options });
  const start = () => startRunner({ connectionString, pool, concurrency, jobs, taskList, logger, patienceSeconds });
  let runner = await start().catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });

  const state = { stopping: false, hasQueue: true };
  const kept = (async () => {
    for (;;) {
      await runner.ended;
      state.hasQueue = false;
      if (state.stopping) return;
      logger.warn('the worker lost its queue; starting again');
      const next = await startAgain(start, state, logger);
      state.hasQueue = next !== undefined;
      runner = next ?? runner;
    }
  })();
  const recovery = repeat(recoverySeconds, async () => {
    try {
      const count = await recoverJobs(pool, (job) => giveUpDeadJob(jobs, options, job));
      if (count > 0) logger.warn({ workers: count }, 'took over the jobs of workers that died');
    } catch (error) {
      logger.warn({ error }, 'could not look for jobs of dead workers; trying again');
    }
  });

  return {
    isWorking: () => state.hasQueue && !state.stopping,
    async stop() {
      state.stopping = true;
      const stopped = runner.stop(); // first, the runner stops looking for jobs
      await recovery.stop();
      await stopped;
      await kept;
      await runner.stop(); // a runner that was being started meanwhile
      await pool.end();
    },
  };
}

async function startAgain(
  start: () => Promise<Runner>,
  state: { stopping: boolean },
  logger: JobSurroundings['logger'],
): Promise<Runner | undefined> {
  while (!state.stopping) {
    await sleep(1_000);
    try {
      return await start();
    } catch (error) {
      logger.warn({ error }, 'the worker cannot reach its queue; trying again');
    }
  }
  return undefined;
}
