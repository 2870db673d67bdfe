import { plannedTasksSql } from '../assets/file-kind.ts';

/** How many files of a revision are in which state. */
export interface ProcessingCounts {
  pending: number;
  running: number;
  done: number;
  failed: number;
  notApplicable: number;
}

/** More files with failures, of all datasets of the organization, are not looked at. */
const maxFailures = 10_000;

/**
 * The counts of a row of `dataset_revision`: an SQL expression for a JSON object, null until its files are counted. It
 * reads what is left to do and what failed. The rest of the files is done.
 */
export function processingCountsSql(revision: string): string {
  const tasks = plannedTasksSql(`kind.value->>'contentType'`, `(kind.value->>'isTranscript')::boolean`);
  const ofDataset = (table: string) =>
    `${table}.org_id = ${revision}.org_id AND ${table}.dataset_id = ${revision}.dataset_id`;
  return `(
    SELECT jsonb_build_object(
      'pending', left_over.pending, 'running', left_over.running, 'failed', failed.count,
      'done', greatest(0, files.processed - left_over.pending - left_over.running - failed.count),
      'notApplicable', files.count - files.processed)
    FROM (
      SELECT coalesce(sum((kind.value->>'count')::bigint), 0) AS count,
        coalesce(sum((kind.value->>'count')::bigint) FILTER (WHERE cardinality(${tasks}) > 0), 0) AS processed
      FROM jsonb_array_elements(${revision}.files) kind
    ) files,
    LATERAL (
      SELECT
        (SELECT coalesce(sum(cardinality(b.asset_ids)), 0) FROM processing_batch b
         WHERE ${ofDataset('b')} AND b.revision <= ${revision}.number)
        + (SELECT count(*) FROM processing_claim c
           WHERE ${ofDataset('c')} AND c.revision <= ${revision}.number AND c.job_id IS NULL) AS pending,
        (SELECT count(*) FROM processing_claim c
         WHERE ${ofDataset('c')} AND c.revision <= ${revision}.number AND c.job_id IS NOT NULL) AS running
    ) left_over,
    LATERAL (
      SELECT count(*) FROM (
        SELECT DISTINCT p.asset_id FROM asset_processing p
        WHERE p.org_id = ${revision}.org_id AND p.state = 'FAILED' LIMIT ${maxFailures}
      ) p
      WHERE NOT EXISTS (SELECT FROM processing_claim c WHERE c.org_id = ${revision}.org_id AND c.asset_id = p.asset_id)
        AND EXISTS (
          SELECT FROM item_asset l JOIN item i ON i.org_id = l.org_id AND i.id = l.item_id
          WHERE l.org_id = ${revision}.org_id AND l.asset_id = p.asset_id AND ${ofDataset('i')}
            AND i.since_revision <= ${revision}.number
            AND (i.until_revision IS NULL OR i.until_revision > ${revision}.number))
    ) failed
    WHERE ${revision}.files IS NOT NULL)`;
}
