import { enqueue } from '#domain/tasks.ts';
import { sweepJobFolders } from '../jobs/job-folders.ts';
import type { Worker, WorkerOptions } from '../jobs/worker.ts';
import { alwaysHeard } from '../logger.ts';
import { measureJob } from '../metrics/measure-jobs.ts';
import { whenDatabaseAnswers } from '../when-database-answers.ts';
import type { Foundations } from './foundations.ts';
import type { RunningParts } from './running-parts.ts';

/** Starts the worker, which runs jobs. */
export async function startJobs(parts: RunningParts, foundations: Foundations): Promise<Worker> {
  const { environment, connectionString, databases, storage, limits, metrics, logger } = foundations;
  // Imported only here, so that a process with only the API does not load the media libraries.
  const { startWorker } = await import('../jobs/worker.ts');
  const { chooseFfmpeg, noFfmpeg } = await import('../media/ffmpeg/choose-ffmpeg.ts');
  const ffmpeg = chooseFfmpeg(environment.FFMPEG_PATH);
  if (ffmpeg !== noFfmpeg) alwaysHeard(logger).info(`Video and audio are read with ${ffmpeg.name}.`);
  else {
    logger.warn(
      'No ffmpeg was found. Video and audio get no posters, waveforms or durations. Install ffmpeg, or @ffmpeg/core by npm ci, and restart.',
    );
  }
  await sweepJobFolders(logger);
  const options: WorkerOptions = {
    connectionString,
    databases,
    storage,
    limits,
    logger,
    ffmpeg,
    concurrency: environment.WORKER_CONCURRENCY,
    accessLogRetentionDays: environment.ACCESS_LOG_RETENTION_DAYS,
    ...(metrics && { observeJob: (run) => measureJob(metrics, run) }),
  };
  const worker = parts.addEntrance(await whenDatabaseAnswers(() => startWorker(options), logger));
  // Until `indexWords` has finished, search in older content works as in the version that stored it.
  await enqueue(databases.system, 'indexWords', {}, { jobKey: 'indexWords' });
  await enqueue(databases.system, 'hashPictures', {}, { jobKey: 'hashPictures' });
  return worker;
}
