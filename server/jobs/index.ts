import { hashUpload } from './hash-upload.ts';
import type { AnyJob } from './kit.ts';
import { processAsset } from './process-asset.ts';
import { rollAccessLog } from './roll-access-log.ts';
import { sweepAssets } from './sweep-assets.ts';
import { sweepSessions } from './sweep-sessions.ts';
import { verifyUploads } from './verify-uploads.ts';

/** The tasks a worker knows. */
export const jobs: readonly AnyJob[] = [
  hashUpload,
  processAsset,
  rollAccessLog,
  sweepAssets,
  sweepSessions,
  verifyUploads,
];
