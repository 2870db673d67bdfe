import { sweepSessions as sweep } from '#domain/ingest/sweep-sessions.ts';
import { implement } from './kit.ts';

/** Ends expired sessions, and frees what ended sessions no longer use. */
export const sweepSessions = implement('sweepSessions', (_payload, { db, storage, signal }) =>
  sweep({ system: db, storage }, signal),
);
