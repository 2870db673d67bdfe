import { sweepSessions as sweep } from '#domain/ingest/sweep-sessions.ts';
import { implement } from './kit.ts';

/** Ends expired ingest sessions, and deletes the data that ended sessions no longer need. */
export const sweepSessions = implement('sweepSessions', (_payload, { db, storage, signal }) =>
  sweep({ system: db, storage }, signal),
);
