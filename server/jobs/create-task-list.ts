import type { JobHelpers, TaskList } from 'graphile-worker';
import { z } from 'zod';
import { DomainError } from '#domain/errors.ts';
import { type TaskName, tasks } from '#domain/tasks.ts';
import type { Logger } from '../logger.ts';
import { chooseFfmpeg } from '../media/ffmpeg/choose-ffmpeg.ts';
import { type AnyJob, type JobContext, type JobRun, type JobSurroundings, PermanentFailure } from './kit.ts';
import { giveUpReasons } from './reasons.ts';

const defaultAccessLogRetentionDays = 400;

/** Job of any task. Its payload is validated with the schema of the task before it runs. */
interface UntypedJob {
  task: TaskName;
  run(payload: unknown, context: JobContext): Promise<void>;
  giveUp?(payload: unknown, context: JobContext, reason: string): Promise<void>;
}

/** Returns the jobs as tasks of graphile-worker. Each job gets its context and a separate logger. */
export function createTaskList(jobs: readonly AnyJob[], surroundings: JobSurroundings): TaskList {
  return Object.fromEntries(
    (jobs as readonly UntypedJob[]).map((job) => [
      job.task,
      (payload: unknown, helpers: JobHelpers) => runJob(job, payload, helpers, surroundings),
    ]),
  );
}

async function runJob(
  job: UntypedJob,
  payload: unknown,
  { job: run, abortSignal }: JobHelpers,
  given: JobSurroundings,
) {
  const logger = given.logger.child({
    jobId: run.id,
    task: job.task,
    attempt: run.attempts,
    payload: shorten(payload),
  });
  const context = contextOf(payload, { ...given, logger }, abortSignal, run.id);
  const startedAt = performance.now();
  const observe = (outcome: JobRun['outcome']) =>
    given.observeJob?.({ task: job.task, outcome, seconds: (performance.now() - startedAt) / 1_000 });
  try {
    await job.run(readPayload(job.task, payload), context);
    observe('done');
    logger.info({ durationMilliseconds: since(startedAt) }, 'job done');
  } catch (error) {
    const isPermanent = error instanceof PermanentFailure;
    const isLast = isPermanent || run.attempts >= run.max_attempts;
    observe(abortSignal.aborted ? 'interrupted' : isLast ? 'failedForGood' : 'failed');
    logFailure(logger, { error, durationMilliseconds: since(startedAt), isLast, isStopping: abortSignal.aborted });
    if (isLast) await giveUp(job, payload, context, reasonOf(error));
    if (!isPermanent) throw error;
  }
}

/** Returns a payload for the log, in which each list is replaced by its length. A list may have thousands of ids. */
function shorten(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload;
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, Array.isArray(value) ? `${value.length} values` : value]),
  );
}

/** Records the failure of a job whose attempts all ended because its workers died. */
export async function giveUpDeadJob(
  jobs: readonly AnyJob[],
  surroundings: JobSurroundings,
  dead: { id: string; task: string; payload: unknown },
): Promise<void> {
  const job = (jobs as readonly UntypedJob[]).find(({ task }) => task === dead.task);
  const context = contextOf(dead.payload, surroundings, new AbortController().signal, dead.id);
  if (job) await giveUp(job, dead.payload, context, giveUpReasons.interrupted);
}

/**
 * Returns the payload of a job. Throws if it does not have the type that the task declares, because another version may
 * have queued the job.
 */
function readPayload(task: TaskName, payload: unknown): unknown {
  const read = tasks[task].safeParse(payload);
  if (read.success) return read.data;
  throw new Error(`The payload of this job does not fit the task: ${z.prettifyError(read.error)}`);
}

/** Records the failure of a job. Does nothing if the payload does not fit the task, because its ids are unknown. */
async function giveUp(job: UntypedJob, payload: unknown, context: JobContext, reason: string): Promise<void> {
  const read = tasks[job.task].safeParse(payload);
  if (read.success) await job.giveUp?.(read.data, context, reason);
}

function contextOf(payload: unknown, given: JobSurroundings, signal: AbortSignal, jobId: string): JobContext {
  const {
    databases,
    ffmpeg = chooseFfmpeg(),
    maxSlowFiles = 1,
    accessLogRetentionDays = defaultAccessLogRetentionDays,
  } = given;
  const isOfOrganization =
    typeof payload === 'object' && payload !== null && 'orgId' in payload && typeof payload.orgId === 'string';
  const db = isOfOrganization ? databases.asMembersOf([payload.orgId as string]) : databases.system;
  return { ...given, ffmpeg, maxSlowFiles, accessLogRetentionDays, db, jobId, signal };
}

function logFailure(
  logger: Logger,
  {
    error,
    durationMilliseconds,
    isLast,
    isStopping,
  }: { error: unknown; durationMilliseconds: number; isLast: boolean; isStopping: boolean },
) {
  if (isStopping) logger.info({ durationMilliseconds }, 'job interrupted, it will run again');
  else if (error instanceof PermanentFailure)
    logger.warn({ durationMilliseconds, reason: error.message }, 'job failed for good');
  else if (isLast) logger.error({ durationMilliseconds, error }, 'job failed for the last time');
  else logger.warn({ durationMilliseconds, error }, 'job failed, it will run again');
}

/** Returns the reason for users. Details of other errors are only in the log. */
function reasonOf(error: unknown): string {
  if (error instanceof PermanentFailure || error instanceof DomainError) return error.message;
  return giveUpReasons.failed;
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
