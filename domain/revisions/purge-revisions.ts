import type { Db } from '#database/databases.ts';
import { withIndexScans } from '#database/with-index-scans.ts';

const positionsAtOnce = 10_000;

/**
 * Removes the rows of items that no readable revision contains, with their files, tags and annotations. Keeps rows that
 * are not closed and rows that a running publish is closing, because the current revision contains them.
 */
export async function purgeRevisions(
  db: Db,
  { orgId, datasetId }: { orgId: string; datasetId: string },
  signal?: AbortSignal,
): Promise<void> {
  const [extent] = await db.$queryRaw<{ last: bigint | null }[]>`
    SELECT (
      SELECT max(position) FROM item WHERE org_id = ${orgId}::uuid AND dataset_id = ${datasetId}::uuid
    ) AS last
    WHERE EXISTS (
      SELECT FROM dataset_revision
      WHERE org_id = ${orgId}::uuid AND dataset_id = ${datasetId}::uuid AND deleted_at IS NOT NULL
    )`;
  if (!extent) return;
  const last = Number(extent.last ?? 0);
  for (let from = 0; from <= last; from += positionsAtOnce) {
    signal?.throwIfAborted();
    await withIndexScans(
      db,
      (tx) => tx.$executeRaw`
      WITH doomed AS (
        SELECT i.id, i.key, i.since_revision FROM item i
        WHERE i.org_id = ${orgId}::uuid AND i.dataset_id = ${datasetId}::uuid
          AND i.position >= ${from} AND i.position < ${from + positionsAtOnce}
          AND i.until_revision IS NOT NULL
          AND NOT EXISTS (
            SELECT FROM dataset_revision r
            WHERE r.org_id = i.org_id AND r.dataset_id = i.dataset_id AND r.deleted_at IS NULL
              AND r.number >= i.since_revision AND r.number < i.until_revision
          )
        ORDER BY i.position
      ),
      silenced AS (
        DELETE FROM annotation a USING doomed
        WHERE a.org_id = ${orgId}::uuid AND a.dataset_id = ${datasetId}::uuid AND a.item_key = doomed.key
          AND a.since_revision = doomed.since_revision AND a.source = 'PUBLISHER'
      )
      DELETE FROM item USING doomed WHERE item.org_id = ${orgId}::uuid AND item.id = doomed.id`,
    );
  }
}
