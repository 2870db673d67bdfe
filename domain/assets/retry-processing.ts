import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { enqueueLane } from '../processing/enqueue-lane.ts';
import { findAssets } from './find-asset.ts';
import type { ItemAsset } from './item-asset.ts';
import { resetFailedProcessing } from './processing.ts';

/** Queues the failed tasks of a file again. For a derived file, queues the failed tasks of its source. */
export async function retryProcessing({ db, viewer }: Pick<Context, 'db' | 'viewer'>, id: string): Promise<ItemAsset> {
  const [file] = await findAssets({ db, viewer }, [id]);
  if (!file) throw new NotFound('file');
  const { orgId } = file.item;
  requirePermission(viewer, 'PUBLISH', orgId, 'file');

  const assetId = file.asset.sourceId ?? file.asset.id;
  await db.$transaction(async (tx) => {
    await resetFailedProcessing(tx, { id: assetId, orgId });
    await tx.$executeRaw`
      INSERT INTO processing_claim (org_id, asset_id, dataset_id, revision)
      VALUES (${orgId}::uuid, ${assetId}::uuid, ${file.item.datasetId}::uuid, 0) ON CONFLICT DO NOTHING`;
    await enqueueLane(tx, { orgId, stage: 0, lane: 0, after: null });
  });
  const [now] = await findAssets({ db, viewer }, [id]);
  return now ?? file;
}
