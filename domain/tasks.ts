import type { Db, Tx } from '#database/databases.ts';
import type { Lane } from './processing/claim.ts';

/** Tasks of the worker, with the payload of each. A job is one run of a task. It may run twice. */
export interface Tasks {
  /** Makes one published file viewable, outside the turns of datasets. */
  processAsset: { orgId: string; assetId: string };
  /** Makes a few published files of an organization viewable: thumbnails, posters, waveforms, text, transcripts. */
  processFiles: Lane;
  /** Queues files for processing. Only earlier versions enqueue this task. */
  processAssets: { orgId: string; assetIds: string[] };
  /** Queues the processing that a crash has left without a job. */
  resumeProcessing: Record<string, never>;
  /** Counts the files of a revision by content type. */
  countFiles: { orgId: string; datasetId: string; revision: number };
  /** Checks the files of a session that have arrived, against the store's own checksums. */
  verifyUploads: { orgId: string; sessionId: string };
  /** Reads an upload that was joined from parts, and compares its SHA-256 with the declared one. */
  hashUpload: { orgId: string; uploadId: string };
  /** Continues a publish that returned PublishPending, or whose publisher died. */
  continuePublish: { orgId: string; sessionId: string };
  /** Deletes the revisions of a dataset beyond the retained number, and the rows that only deleted revisions had. */
  applyRetention: { orgId: string; datasetId: string };
  /** Writes the items of a revision to the object store, as a file to download. */
  exportDataset: { orgId: string; exportId: string };
  /** Removes expired exports, and those whose revision is deleted. */
  sweepExports: Record<string, never>;
  /** Ends expired sessions, and takes over publishes whose lease ran out. */
  sweepSessions: Record<string, never>;
  /** Deletes idempotency keys that are older than a day. */
  sweepIdempotencyKeys: Record<string, never>;
  /** Removes objects and assets that nothing refers to any more. */
  sweepAssets: Record<string, never>;
  /** Removes objects and multipart uploads that no row names, such as those of a killed process. */
  sweepOrphans: Record<string, never>;
  /** Writes the words and sort keys of rows that an older version has stored. */
  indexWords: Record<string, never>;
  /** Creates the access log's next partitions and drops those past retention. */
  rollAccessLog: Record<string, never>;
}

export type TaskName = keyof Tasks;

const tasks: Readonly<Record<TaskName, true>> = {
  processAsset: true,
  processAssets: true,
  processFiles: true,
  resumeProcessing: true,
  countFiles: true,
  verifyUploads: true,
  hashUpload: true,
  continuePublish: true,
  applyRetention: true,
  exportDataset: true,
  sweepExports: true,
  sweepSessions: true,
  sweepIdempotencyKeys: true,
  sweepAssets: true,
  sweepOrphans: true,
  indexWords: true,
  rollAccessLog: true,
};

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
