import type { Databases, Db } from '#database/databases.ts';
import type { Limits } from '#domain/limits.ts';
import type { Storage } from '#domain/storage.ts';
import type { TaskName, Tasks } from '#domain/tasks.ts';
import type { Logger } from '../logger.ts';
import type { Ffmpeg } from '../media/ffmpeg/ffmpeg.ts';

/** Dependencies of jobs, the same for all jobs of a worker. */
export interface JobSurroundings {
  databases: Databases;
  storage: Storage;
  limits: Limits;
  logger: Logger;
  /** Programs that read films and sounds. Default: those that are installed on this machine. */
  ffmpeg?: Ffmpeg;
  /** Maximum number of files on which a worker runs slow steps at the same time. */
  maxSlowFiles?: number;
  /** Number of days that the access log is kept. */
  accessLogRetentionDays?: number;
  /** Called after each run of a job. */
  observeJob?: (run: JobRun) => void;
}

export interface JobRun {
  task: TaskName;
  /** Outcome of the run. The job runs again after `failed`, but not after `failedForGood`. */
  outcome: 'done' | 'failed' | 'failedForGood' | 'interrupted';
  seconds: number;
}

/** Context of one job. */
export interface JobContext extends Required<Omit<JobSurroundings, 'observeJob'>> {
  /**
   * Database access that row-level security limits to the payload's organization. Unlimited if the payload names no
   * organization.
   */
  db: Db;
  /** Id of the job, the same in each attempt. */
  jobId: string;
  /** Aborted when the worker stops. Long work should then end, and the job runs again on another worker. */
  signal: AbortSignal;
}

export type Handler<Name extends TaskName> = (payload: Tasks[Name], context: JobContext) => Promise<void>;

/** Records the final failure of a job, in a place where users see it. May run twice. */
export type GiveUp<Name extends TaskName> = (
  payload: Tasks[Name],
  context: JobContext,
  reason: string,
) => Promise<void>;

export interface Job<Name extends TaskName> {
  task: Name;
  run: Handler<Name>;
  giveUp?: GiveUp<Name>;
}

export type AnyJob = { [Name in TaskName]: Job<Name> }[TaskName];

/**
 * Defines the code of a task. A job may run twice, even at the same time, so it must replace its earlier results.
 *
 * After an error, the job runs again later, at most eight times in total. A `PermanentFailure` ends it immediately.
 * When it will not run again, `giveUp` receives the reason.
 */
export function implement<Name extends TaskName>(task: Name, run: Handler<Name>, giveUp?: GiveUp<Name>): Job<Name> {
  return { task, run, giveUp };
}

/** Error for which a retry cannot help. The message is shown to users. */
export class PermanentFailure extends Error {
  override readonly name: string = 'PermanentFailure';
}
