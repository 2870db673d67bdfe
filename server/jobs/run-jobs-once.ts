import { runOnce } from 'graphile-worker';
import { createTaskList } from './create-task-list.ts';
import { jobs as allJobs } from './index.ts';
import type { AnyJob, JobSurroundings } from './kit.ts';
import { openQueuePool } from './queue-pool.ts';
import { workerLogger } from './worker-logger.ts';

export interface RunOnceOptions extends JobSurroundings {
  connectionString: string;
  jobs?: readonly AnyJob[];
}

/** Runs the jobs that are due, and the jobs that these queue, until the queue is empty. For tests and scripts. */
export async function runJobsOnce({
  connectionString,
  jobs = allJobs,
  ...surroundings
}: RunOnceOptions): Promise<void> {
  const pool = openQueuePool(connectionString, 2);
  try {
    await runOnce({
      pgPool: pool,
      taskList: createTaskList(jobs, surroundings),
      logger: workerLogger(surroundings.logger),
      noHandleSignals: true,
    });
  } finally {
    await pool.end();
  }
}
