import type { CronItem } from 'graphile-worker';
import type { TaskName } from '#domain/tasks.ts';
import type { AnyJob } from './kit.ts';

const timetable: { task: TaskName; match: string }[] = [
  { task: 'sweepSessions', match: '7 * * * *' },
  { task: 'resumeProcessing', match: '*/10 * * * *' },
  { task: 'sweepExports', match: '27 * * * *' },
  { task: 'sweepIdempotencyKeys', match: '57 * * * *' },
  { task: 'sweepAssets', match: '37 * * * *' },
  { task: 'indexWords', match: '17 * * * *' },
  { task: 'sweepOrphans', match: '47 4 * * *' },
  { task: 'rollAccessLog', match: '17 3 * * *' },
];

/**
 * Returns the jobs that run at fixed times (UTC), once for any number of workers. A time that was missed is skipped.
 */
export function cronItems(jobs: readonly AnyJob[]): CronItem[] {
  return timetable
    .filter(({ task }) => jobs.some((job) => job.task === task))
    .map(({ task, match }) => ({ task, match, options: { jobKey: task, maxAttempts: 8 } }));
}
