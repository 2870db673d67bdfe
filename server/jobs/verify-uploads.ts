import { verifyInRounds } from '#domain/ingest/verify-uploads.ts';
import { implement } from './kit.ts';

/** Checks the received files of a session. Queues itself again while files are missing. */
export const verifyUploads = implement('verifyUploads', ({ orgId, sessionId }, { db, storage, signal }) =>
  verifyInRounds({ db, storage }, { id: sessionId, orgId }, signal),
);
