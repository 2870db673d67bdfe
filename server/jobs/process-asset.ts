import { failAllProcessing } from '#domain/assets/processing.ts';
import { finishFile } from '#domain/processing/settle-file.ts';
import { implement } from './kit.ts';
import { processSteps } from './process-steps.ts';

/** Does all steps of one file, outside of the turns that datasets take. */
export const processAsset = implement(
  'processAsset',
  async ({ orgId, assetId }, context) => {
    await processSteps({ orgId, assetId }, 'ALL', context);
    await finishFile(context.db, { orgId, assetId });
  },
  ({ orgId, assetId }, { db }, reason) => failAllProcessing(db, { id: assetId, orgId }, reason),
);
