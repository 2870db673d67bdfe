import type { Databases, Db } from '#database/databases.ts';
import type { Limits } from '#domain/limits.ts';
import type { Storage } from '#domain/storage.ts';
import type { TaskName, Tasks } from '#domain/tasks.ts';
import type { Logger } from '../logger.ts';

/** What jobs work with, the same for all jobs of a worker. */
export interface JobSurroundings {
  databases: Databases;
  storage: Storage;
  limits: Limits;
  logger: Logger;
  /** How many files a worker does slow steps with at a time. */
  maxSlowFiles?: number;
  /** How long the access log is kept. */
  accessLogRetentionDays?: number;
  /** Told of each run of a job. */
  observeJob?: (run: JobRun) => void;
}

export interface JobRun {
  task: TaskName;
  /** `failed` runs again; `failedForGood` does not. */
  outcome: 'done' | 'failed' | 'failedForGood' | 'interrupted';
  seconds: number;
}

/** What one job works with. */
export interface JobContext extends Required<Omit<JobSurroundings, 'observeJob'>> {
  /** The rows of the payload's organization, behind row-level security; every row when the payload names none. */
  db: Db;
  /** The id of the job; the same in each attempt. */
  jobId: string;
  /** Aborted when the worker has to stop: whatever takes long ends then, and the job runs again elsewhere. */
  signal: AbortSignal;
}

export type Handler<Name extends TaskName> = (payload: Tasks[Name], context: JobContext) => Promise<void>;

/** Leaves word, where people look, that a job will not be tried again. May run twice. */
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
 * The code of a task. It may run twice, even at the same time, and replaces what it made before.
 *
 * What it throws makes the job run again after a while, eight times in all; a `PermanentFailure` ends it at once. When
 * it will not run again, `giveUp` is told why.
 */
export function implement<Name extends TaskName>(task: Name, run: Handler<Name>, giveUp?: GiveUp<Name>): Job<Name> {
  return { task, run, giveUp };
}

/** Trying again would not help. The message is for people. */
export class PermanentFailure extends Error {
  override readonly name: string = 'PermanentFailure';
}
