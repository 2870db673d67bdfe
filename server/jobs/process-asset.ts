import { failAllProcessing } from '#domain/assets/processing.ts';
import { finishFile } from '#domain/processing/settle-file.ts';
import { implement } from './kit.ts';
import { processSteps } from './process-steps.ts';

/** Runs all steps of one file immediately, before other files of the dataset. */
export const processAsset = implement(
  'processAsset',
  async ({ orgId, assetId }, context) => {
    await processSteps({ orgId, assetId }, 'ALL', context);
    await finishFile(context.db, { orgId, assetId });
  },
  ({ orgId, assetId }, { db }, reason) => failAllProcessing(db, { id: assetId, orgId }, reason),
);
