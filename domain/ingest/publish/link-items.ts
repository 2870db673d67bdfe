import type { Tx } from '#database/databases.ts';
import { type Claim, ClaimLost, fence } from '../claim/claim.ts';
import type { Stretch } from './plan-stretches.ts';

/** Maximum number of files in one processing batch. */
const filesPerBatch = 1_000;

/**
 * Adds files, tags and annotations to the items that `writeItems` wrote for a stretch. Queues the processing of files
 * that no earlier item has. Returns the number of items.
 */
export async function linkItems(
  tx: Tx,
  claim: Claim,
  revision: number,
  { from, to }: Pick<Stretch, 'from' | 'to'>,
): Promise<number> {
  const { orgId, datasetId, sessionId } = claim;
  const [linked] = await tx.$queryRaw<{ claims: number; items: number }[]>`
    WITH fence AS (${fence(claim)}),
    written AS MATERIALIZED (
      SELECT s.*, i.position FROM fence CROSS JOIN staged_item s
      JOIN LATERAL (
        SELECT i.position FROM item i WHERE i.org_id = ${orgId}::uuid AND i.id = s.item_id OFFSET 0
      ) i ON TRUE
      WHERE s.org_id = ${orgId}::uuid AND s.session_id = ${sessionId}::uuid AND s.line > ${from} AND s.line <= ${to}
    ),
    files AS MATERIALIZED (
      SELECT w.item_id, w.line, f.* FROM written w CROSS JOIN LATERAL
        unnest(w.asset_roles, w.asset_ordinals, w.asset_ids, w.asset_filenames) AS f (role, ordinal, asset_id, filename)
    ),
    linked AS (
      INSERT INTO item_asset (org_id, item_id, role, ordinal, asset_id, filename)
      SELECT ${orgId}::uuid, item_id, role, ordinal, asset_id, filename FROM files
    ),
    tagged AS (
      INSERT INTO item_tag (org_id, dataset_id, tag, type, position, item_id)
      SELECT ${orgId}::uuid, ${datasetId}::uuid, tag, w.type, w.position, w.item_id
      FROM written w CROSS JOIN LATERAL unnest(w.tags) AS tag
    ),
    annotated AS (
      INSERT INTO annotation (
        id, org_id, dataset_id, item_key, kind, label, confidence, geometry, source, since_revision)
      SELECT a.id, ${orgId}::uuid, ${datasetId}::uuid, w.key, a.kind, a.label, a.confidence, a.geometry, 'PUBLISHER',
        ${revision}::integer
      FROM written w CROSS JOIN LATERAL jsonb_to_recordset(w.annotations) AS a (
        id uuid, kind "AnnotationKind", label text, confidence double precision, geometry jsonb)
      WHERE w.annotations IS NOT NULL
    ),
    fresh AS (
      SELECT asset_id, min(line) AS line, (row_number() OVER (ORDER BY min(line)) - 1) / ${filesPerBatch}::integer AS part FROM files
      -- Files of earlier items wait or are processed. A subquery with a limit is looked up in its index.
      WHERE (SELECT TRUE FROM item_asset l WHERE l.org_id = ${orgId}::uuid AND l.asset_id = files.asset_id LIMIT 1) IS NULL
        AND NOT EXISTS (SELECT FROM asset_processing p WHERE p.org_id = ${orgId}::uuid AND p.asset_id = files.asset_id)
      GROUP BY asset_id
    ),
    batches AS (
      INSERT INTO processing_batch (org_id, dataset_id, revision, asset_ids)
      SELECT ${orgId}::uuid, ${datasetId}::uuid, ${revision}::integer, array_agg(asset_id ORDER BY line)
      FROM fresh GROUP BY part ORDER BY part
    ),
    queued AS MATERIALIZED (SELECT enqueue_processing(${orgId}::uuid) FROM fresh LIMIT 1)
    SELECT (SELECT count(*) FROM fence)::integer AS claims, (SELECT count(*) FROM written)::integer AS items,
      (SELECT count(*) FROM queued)::integer AS queued`;
  if (linked?.claims !== 1) throw new ClaimLost();
  return linked.items;
}
