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

/** Tasks of the worker, with the form of the payload of each. A job is one run of a task. It may run twice. */
export const tasks = {
  /** Makes one published file viewable, outside the turns of datasets. */
  processAsset: z.object({ orgId: id, assetId: id }),
  /** Makes a copy of a film or sound that browsers play, which somebody has requested. */
  makeRendition: z.object({ orgId: id, assetId: id }),
  /** Makes a few published files of an organization viewable: thumbnails, posters, waveforms, text, transcripts. */
  processFiles: lane,
  /** Queues files for processing. Only earlier versions enqueue this task. */
  processAssets: z.object({ orgId: id, assetIds: z.array(id) }),
  /** Queues the processing that a crash has left without a job. */
  resumeProcessing: nothing,
  /** Counts the files of a revision by content type. */
  countFiles: z.object({ orgId: id, datasetId: id, revision: z.int() }),
  /** Checks the files of a session that have arrived, against the store's own checksums. */
  verifyUploads: z.object({ orgId: id, sessionId: id }),
  /** Reads an upload that was joined from parts, and compares its SHA-256 with the declared one. */
  hashUpload: z.object({ orgId: id, uploadId: id }),
  /** Continues a publish that returned PublishPending, or whose publisher died. */
  continuePublish: z.object({ orgId: id, sessionId: id }),
  /** Deletes the revisions of a dataset beyond the retained number, and the rows that only deleted revisions had. */
  applyRetention: z.object({ orgId: id, datasetId: id }),
  /** Writes the items of a revision to the object store, as a file to download. */
  exportDataset: z.object({ orgId: id, exportId: id }),
  /** Removes expired exports, and those whose revision is deleted. */
  sweepExports: nothing,
  /** Ends expired sessions, and takes over publishes whose lease ran out. */
  sweepSessions: nothing,
  /** Deletes idempotency keys that are older than a day. */
  sweepIdempotencyKeys: nothing,
  /** Removes objects and assets that nothing refers to any more. */
  sweepAssets: nothing,
  /** Removes objects and multipart uploads that no row names, such as those of a killed process. */
  sweepOrphans: nothing,
  /** Writes the words and sort keys of rows that an older version has stored. */
  indexWords: nothing,
  /** Deletes events that are older than 30 days. */
  sweepEvents: nothing,
  /** Computes the blurred copies of thumbnails, posters and previews that an older version has made. */
  hashPictures: nothing,
  /** Creates the access log's next partitions and drops those past retention. */
  rollAccessLog: nothing,
} satisfies Record<string, z.ZodType>;

export type TaskName = keyof typeof tasks;

/** The payload of each task. */
export type Tasks = { [Name in TaskName]: z.infer<(typeof tasks)[Name]> };

/** Returns whether this is the name of a task. A queue may hold jobs of an older or a newer version. */
export function isTaskName(name: string): name is TaskName {
  return Object.hasOwn(tasks, name);
}

export interface EnqueueOptions {
  /** While a job with this key waits, enqueueing it again replaces it instead of adding another. */
  jobKey?: string;
  runAt?: Date;
  /** A waiting job with this key keeps its time if that is earlier. */
  keepEarlier?: boolean;
}

/** Queues a job in the caller's transaction: the job exists exactly if the transaction commits. */
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
