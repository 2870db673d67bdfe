import type { Db } from '#database/databases.ts';
import { withIndexScans } from '#database/with-index-scans.ts';
import { type Claim, ClaimLost, fence } from '../claim/claim.ts';

const positionsAtOnce = 10_000;

/**
 * Removes the rows of an unfinished publish from a dataset, and reopens the items that it closed. Readers do not see
 * either change. Processes a range of positions at a time, so that locks are short.
 */
export async function sweepLeftovers(db: Db, claim: Claim, revision: number, checkpoint: () => void): Promise<void> {
  const { orgId, datasetId } = claim;
  const [extent] = await db.$queryRaw<{ last: bigint | null }[]>`
    SELECT max(position) AS last FROM item WHERE org_id = ${orgId}::uuid AND dataset_id = ${datasetId}::uuid`;
  const last = Number(extent?.last ?? 0);
  for (let from = 0; from <= last; from += positionsAtOnce) {
    checkpoint();
    const [swept] = await withIndexScans(
      db,
      (tx) => tx.$queryRaw<{ fenced: boolean }[]>`
      WITH fence AS (${fence(claim)}),
      stretch AS (
        SELECT i.id, i.key, i.since_revision FROM fence CROSS JOIN item i
        WHERE i.org_id = ${orgId}::uuid AND i.dataset_id = ${datasetId}::uuid
          AND i.position >= ${from} AND i.position < ${from + positionsAtOnce}
          AND (i.since_revision > ${revision} OR i.until_revision > ${revision})
        ORDER BY i.position
      ),
      reopened AS (
        UPDATE item SET until_revision = NULL FROM stretch
        WHERE item.id = stretch.id AND item.org_id = ${orgId}::uuid AND stretch.since_revision <= ${revision}
      ),
      silenced AS (
        DELETE FROM annotation a USING stretch
        WHERE a.org_id = ${orgId}::uuid AND a.dataset_id = ${datasetId}::uuid AND a.item_key = stretch.key
          AND a.since_revision = stretch.since_revision AND stretch.since_revision > ${revision}
      ),
      removed AS (
        DELETE FROM item USING stretch
        WHERE item.id = stretch.id AND item.org_id = ${orgId}::uuid AND stretch.since_revision > ${revision}
      )
      SELECT NOT EXISTS (SELECT FROM fence) AS fenced`,
    );
    if (swept?.fenced !== false) throw new ClaimLost();
  }
}
