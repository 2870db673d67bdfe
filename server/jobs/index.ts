import type { TaskName } from '#domain/tasks.ts';
import { applyRetention } from './apply-retention.ts';
import { continuePublish } from './continue-publish.ts';
import { countFiles } from './count-files.ts';
import { exportDataset } from './export-dataset.ts';
import { hashPictures } from './hash-pictures.ts';
import { hashUpload } from './hash-upload.ts';
import { indexWords } from './index-words.ts';
import type { AnyJob, Job } from './kit.ts';
import { makeRendition } from './make-rendition.ts';
import { processAsset } from './process-asset.ts';
import { processAssets } from './process-assets.ts';
import { processFiles } from './process-files.ts';
import { resumeProcessing } from './resume-processing.ts';
import { rollAccessLog } from './roll-access-log.ts';
import { sweepAssets } from './sweep-assets.ts';
import { sweepEvents } from './sweep-events.ts';
import { sweepExports } from './sweep-exports.ts';
import { sweepIdempotencyKeys } from './sweep-idempotency-keys.ts';
import { sweepOrphans } from './sweep-orphans.ts';
import { sweepSessions } from './sweep-sessions.ts';
import { verifyUploads } from './verify-uploads.ts';

/** The job of each task. */
const jobOfTask: { readonly [Name in TaskName]: Job<Name> } = {
  applyRetention,
  continuePublish,
  countFiles,
  exportDataset,
  hashPictures,
  hashUpload,
  indexWords,
  makeRendition,
  processAsset,
  processAssets,
  processFiles,
  resumeProcessing,
  rollAccessLog,
  sweepAssets,
  sweepEvents,
  sweepExports,
  sweepIdempotencyKeys,
  sweepOrphans,
  sweepSessions,
  verifyUploads,
};

/** The jobs of a worker. */
export const jobs: readonly AnyJob[] = Object.values(jobOfTask);
