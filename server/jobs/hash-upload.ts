import { verifyJoinedUpload } from '#domain/ingest/uploads/verify-joined-upload.ts';
import { implement } from './kit.ts';

/** Reads a file that was uploaded in parts, and compares its SHA-256 with the declared value. */
export const hashUpload = implement('hashUpload', ({ orgId, uploadId }, { db, storage, signal }) =>
  verifyJoinedUpload({ db, storage }, { orgId, id: uploadId }, signal),
);
