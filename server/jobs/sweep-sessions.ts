import { sweepSessions as sweep } from '#domain/ingest/sweep-sessions.ts';
import { implement } from './kit.ts';

/** Ends sessions that have expired, and lets go of what the ended ones will not use. */
export const sweepSessions = implement('sweepSessions', (_payload, { db, storage, signal }) =>
  sweep({ system: db, storage }, signal),
);
