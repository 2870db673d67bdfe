import { enqueueProcessing } from '#domain/assets/enqueue-processing.ts';
import { implement } from './kit.ts';

/** Queues a job for each file of a new revision. */
export const processAssets = implement('processAssets', ({ orgId, assetIds }, { db }) =>
  enqueueProcessing(db, orgId, assetIds),
);
