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
  /** Reads films and sounds. By default, the one that is found on this machine. */
  ffmpeg?: Ffmpeg;
  /** How many files a worker does slow steps with at a time. */
  maxSlowFiles?: number;
  /** Time that the access log is kept. */
  accessLogRetentionDays?: number;
  /** Receives each run of a job. */
  observeJob?: (run: JobRun) => void;
}

export interface JobRun {
  task: TaskName;
  /** After `failed` the job runs again. After `failedForGood` it does not. */
  outcome: 'done' | 'failed' | 'failedForGood' | 'interrupted';
  seconds: number;
}

/** Context of one job. */
export interface JobContext extends Required<Omit<JobSurroundings, 'observeJob'>> {
  /** Rows of the payload's organization, behind row-level security. Every row if the payload names no organization. */
  db: Db;
  /** Id of the job, the same in each attempt. */
  jobId: string;
  /** Aborted when the worker must stop. Long work should end then, and the job runs again on another worker. */
  signal: AbortSignal;
}

export type Handler<Name extends TaskName> = (payload: Tasks[Name], context: JobContext) => Promise<void>;

/** Records where users see it that a job will not be tried again. May run twice. */
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
 * Defines the code of a task. It may run twice, even at the same time, and replaces its earlier results.
 *
 * After an error the job runs again later, at most eight times in all. A `PermanentFailure` ends it at once. When it
 * will not run again, `giveUp` receives the reason.
 */
export function implement<Name extends TaskName>(task: Name, run: Handler<Name>, giveUp?: GiveUp<Name>): Job<Name> {
  return { task, run, giveUp };
}

/** A failure for which another attempt would not help. The message is for users. */
export class PermanentFailure extends Error {
  override readonly name: string = 'PermanentFailure';
}
