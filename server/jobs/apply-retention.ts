import { applyRetention as apply } from '#domain/revisions/apply-retention.ts';
import { implement } from './kit.ts';

/** Deletes the revisions of a dataset beyond its retention, and the rows that only deleted revisions had. */
export const applyRetention = implement('applyRetention', ({ orgId, datasetId }, { db, signal }) =>
  apply(db, { orgId, datasetId }, signal),
);
