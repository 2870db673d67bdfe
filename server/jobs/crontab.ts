import type { CronItem } from 'graphile-worker';
import type { TaskName } from '#domain/tasks.ts';
import type { AnyJob } from './kit.ts';

/** Schedule of each task in cron syntax. Null for a task that runs only when it is queued. */
const timetable: Record<TaskName, string | null> = {
  sweepSessions: '7 * * * *',
  resumeProcessing: '*/10 * * * *',
  sweepExports: '27 * * * *',
  sweepIdempotencyKeys: '57 * * * *',
  sweepEvents: '7 2 * * *',
  sweepAssets: '37 * * * *',
  indexWords: '17 * * * *',
  hashPictures: '22 * * * *',
  sweepOrphans: '47 4 * * *',
  rollAccessLog: '17 3 * * *',
  processAsset: null,
  makeRendition: null,
  processFiles: null,
  processAssets: null,
  countFiles: null,
  verifyUploads: null,
  hashUpload: null,
  continuePublish: null,
  applyRetention: null,
  exportDataset: null,
};

/**
 * Returns the jobs that run at fixed times (UTC). Each runs once, independent of the number of workers. Missed times
 * are skipped.
 */
export function cronItems(jobs: readonly AnyJob[]): CronItem[] {
  return jobs.flatMap(({ task }) => {
    const match = timetable[task];
    return match === null ? [] : [{ task, match, options: { jobKey: task, maxAttempts: 8 } }];
  });
}
