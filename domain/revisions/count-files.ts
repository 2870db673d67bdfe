import type { Db } from '#database/databases.ts';
import { visibleAtSql } from '../items/items-at.ts';

/**
 * Counts the files of a revision by content type and role, and stores the counts. They stay correct, because a revision
 * never changes.
 */
export async function countFiles(
  db: Db,
  { orgId, datasetId, revision }: { orgId: string; datasetId: string; revision: number },
): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('statement_timeout', '120000', true)`;
      await tx.$executeRaw`
        UPDATE dataset_revision SET files = (
          SELECT coalesce(jsonb_agg(kind), '[]') FROM (
            SELECT a.content_type AS "contentType", f.is_transcript AS "isTranscript", count(*)
            FROM (
              SELECT l.asset_id, bool_or(l.role = 'TRANSCRIPT') AS is_transcript
              FROM item i JOIN item_asset l ON l.org_id = i.org_id AND l.item_id = i.id
              WHERE i.org_id = ${orgId}::uuid AND i.dataset_id = ${datasetId}::uuid
                AND ${visibleAtSql('i', revision)}
              GROUP BY l.asset_id
            ) f
            JOIN asset a ON a.org_id = ${orgId}::uuid AND a.id = f.asset_id
            GROUP BY 1, 2 ORDER BY 1, 2
          ) kind)
        WHERE org_id = ${orgId}::uuid AND dataset_id = ${datasetId}::uuid AND number = ${revision}`;
    },
    { timeout: 150_000 },
  );
}
