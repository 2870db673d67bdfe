import type { Db } from '#database/databases.ts';

/**
 * Queues the processing of files, for each dataset in which they were published. Skips files that were already
 * processed.
 */
export async function enqueueProcessing(db: Db, orgId: string, assetIds: readonly string[]): Promise<void> {
  await db.$executeRaw`
    WITH batches AS (
      INSERT INTO processing_batch (org_id, dataset_id, revision, asset_ids)
      SELECT ${orgId}::uuid, i.dataset_id, min(i.since_revision), array_agg(DISTINCT l.asset_id)
      FROM item_asset l JOIN item i ON i.org_id = l.org_id AND i.id = l.item_id
      WHERE l.org_id = ${orgId}::uuid AND l.asset_id = ANY (${[...assetIds]}::uuid[])
        AND NOT EXISTS (SELECT FROM asset_processing p WHERE p.org_id = l.org_id AND p.asset_id = l.asset_id)
      GROUP BY i.dataset_id
    )
    SELECT enqueue_processing(${orgId}::uuid)`;
}
