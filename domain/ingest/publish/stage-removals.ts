import type { Db } from '#database/databases.ts';
import { withBulkTimeouts } from '#database/with-bulk-timeouts.ts';
import { removesUnnamed } from '#formats/manifest/names.ts';
import { Prisma } from '#prisma/client/client.ts';
import { visibleAtSql } from '../../items/items-at.ts';
import { type Claim, ClaimLost, fence } from '../claim/claim.ts';
import { countStagedRows, StageLost } from '../stage/staged-rows.ts';

/**
 * Completes the stage. In REPLACE mode, adds a removal for every item whose key is not in the manifest. Records that
 * the stage is complete. Throws `StageLost` unless the stage contains all lines of the manifest.
 */
export async function stageRemovals(db: Db, claim: Claim, lineCount: number): Promise<void> {
  const { orgId, sessionId, datasetId, mode } = claim;
  await withBulkTimeouts(db, async (tx) => {
    if ((await countStagedRows(tx, claim)) !== lineCount) throw new StageLost();
    if (removesUnnamed[mode]) {
      // Removes only items that readers see. Rows that a dead attempt wrote or closed are not considered.
      await tx.$executeRaw`
        WITH fence AS (${fence(claim)}),
        last AS (
          SELECT coalesce(max(line), 0) AS line FROM staged_item
          WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid
        ),
        current AS (
          SELECT coalesce(revision, 0) AS number FROM dataset WHERE org_id = ${orgId}::uuid AND id = ${datasetId}::uuid
        )
        INSERT INTO staged_item (org_id, session_id, line, key, remove)
        SELECT i.org_id, ${sessionId}::uuid, (SELECT line FROM last) + row_number() OVER (ORDER BY i.position), i.key, TRUE
        FROM current CROSS JOIN item i
        WHERE EXISTS (SELECT FROM fence)
          AND i.org_id = ${orgId}::uuid AND i.dataset_id = ${datasetId}::uuid
          AND ${visibleAtSql('i', Prisma.sql`current.number`)}
          AND NOT EXISTS (
            SELECT FROM staged_item s
            WHERE s.org_id = ${orgId}::uuid AND s.session_id = ${sessionId}::uuid AND s.key = i.key
          )`;
    }
    const noted = await tx.$executeRaw`
      WITH fence AS (${fence(claim)})
      UPDATE publish_request SET staged_rows = (
        SELECT count(*) FROM staged_item WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid
      )
      WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid AND EXISTS (SELECT FROM fence)`;
    if (noted === 0) throw new ClaimLost();
  });
}
