import { z } from 'zod';
import type { Db, Tx } from '#database/databases.ts';
import type { Lane } from './processing/claim.ts';

const id = z.guid();
const nothing = z.object({});
const lane: z.ZodType<Lane> = z.object({
  orgId: id,
  stage: z.union([z.literal(0), z.literal(1)]),
  lane: z.int().nonnegative(),
  after: id.nullable().default(null),
});

/** Tasks of the worker, with the type of their payloads. A job is one run of a task. A job can run twice. */
export const tasks = {
  /** Processes one published file, independently of the lanes. */
  processAsset: z.object({ orgId: id, assetId: id }),
  /** Creates a copy of a video or audio file that browsers can play, after a user has requested it. */
  makeRendition: z.object({ orgId: id, assetId: id }),
  /**
   * Processes a batch of published files of an organization: creates thumbnails, posters and waveforms, and extracts
   * text and transcripts.
   */
  processFiles: lane,
  /** Queues files for processing. Only earlier versions enqueue this task. */
  processAssets: z.object({ orgId: id, assetIds: z.array(id) }),
  /** Queues processing whose job was lost in a crash. */
  resumeProcessing: nothing,
  /** Counts the files of a revision by content type. */
  countFiles: z.object({ orgId: id, datasetId: id, revision: z.int() }),
  /** Compares the files of a session that have arrived with the declared SHA-256, by the checksums of the store. */
  verifyUploads: z.object({ orgId: id, sessionId: id }),
  /** Computes the SHA-256 of an upload that was joined from parts, and compares it with the declared one. */
  hashUpload: z.object({ orgId: id, uploadId: id }),
  /** Continues a publish that returned PublishPending, or whose publisher is dead. */
  continuePublish: z.object({ orgId: id, sessionId: id }),
  /**
   * Marks revisions beyond the retention setting of a dataset as deleted, and removes rows that only deleted revisions
   * contain.
   */
  applyRetention: z.object({ orgId: id, datasetId: id }),
  /** Writes the items of a revision to a file in the object store, for download. */
  exportDataset: z.object({ orgId: id, exportId: id }),
  /** Removes expired exports, and those whose revision is deleted. */
  sweepExports: nothing,
  /** Ends expired sessions, and queues publishes whose lease has expired. */
  sweepSessions: nothing,
  /** Deletes idempotency keys that are older than a day. */
  sweepIdempotencyKeys: nothing,
  /** Deletes assets that nothing refers to, and discarded objects. */
  sweepAssets: nothing,
  /** Deletes objects and multipart uploads to which no database row refers, for example after a process was killed. */
  sweepOrphans: nothing,
  /** Computes the search words and sort keys of rows that an earlier version stored. */
  indexWords: nothing,
  /** Deletes events that are older than 30 days. */
  sweepEvents: nothing,
  /** Computes the ThumbHash of thumbnails, posters and previews that an earlier version made. */
  hashPictures: nothing,
  /** Creates the next partitions of the access log, and drops those that are older than its retention period. */
  rollAccessLog: nothing,
} satisfies Record<string, z.ZodType>;

export type TaskName = keyof typeof tasks;

/** The payload of each task. */
export type Tasks = { [Name in TaskName]: z.infer<(typeof tasks)[Name]> };

/** Returns whether a task with this name exists. A queue can contain jobs of an earlier or later version. */
export function isTaskName(name: string): name is TaskName {
  return Object.hasOwn(tasks, name);
}

export interface EnqueueOptions {
  /** Key of the job. If a job with this key is waiting, the new job replaces it. */
  jobKey?: string;
  runAt?: Date;
  /** Whether a waiting job with the same key keeps its time if that time is earlier. */
  keepEarlier?: boolean;
}

/** Queues a job in the caller's transaction. If the transaction rolls back, the job does not exist. */
export async function enqueue<Name extends TaskName>(
  db: Db | Tx,
  task: Name,
  payload: Tasks[Name],
  { jobKey, runAt, keepEarlier = false }: EnqueueOptions = {},
): Promise<void> {
  await db.$executeRaw`
    SELECT enqueue_job(
      ${task}, ${JSON.stringify(payload)}::json, ${jobKey ?? null}, ${runAt ?? null}::timestamptz,
      keep_earlier => ${keepEarlier})`;
}
