import { plannedTasksSql } from '../assets/file-kind.ts';
import { visibleAtText } from '../items/items-at.ts';

/** Number of files of a revision in each processing state. */
export interface ProcessingCounts {
  pending: number;
  running: number;
  done: number;
  failed: number;
  notApplicable: number;
}

/**
 * Maximum number of waiting files of the organization that are checked one by one. Above it, all waiting files of the
 * dataset count.
 */
const maxWaiting = 5_000;

/**
 * Maximum number of failed files of the organization that are checked one by one. Above it, about this many files are
 * checked as a sample.
 */
const maxFailures = 10_000;

/** Maximum number of failed files that are counted to choose the size of the sample. */
const maxCountedFailures = 1_000_000;

/**
 * Returns an SQL expression for the processing counts of a row of `dataset_revision`, as a JSON object. NULL until the
 * files are counted. Counts the files that wait, are being processed or have failed. All other files are done. Above
 * the limits, the counts are estimates.
 */
export function processingCountsSql(revision: string): string {
  const tasks = plannedTasksSql(`kind.value->>'contentType'`, `(kind.value->>'isTranscript')::boolean`);
  const org = `${revision}.org_id`;
  // Batches and claims of later revisions of this dataset are skipped, because their files are not in this revision.
  const maybeOfRevision = (table: string) =>
    `${table}.org_id = ${org} AND (${table}.dataset_id <> ${revision}.dataset_id OR ${table}.revision <= ${revision}.number)`;
  const isOfRevision = (asset: string) => `EXISTS (
    SELECT FROM item_asset l JOIN item i ON i.org_id = l.org_id AND i.id = l.item_id
    WHERE l.org_id = ${org} AND l.asset_id = ${asset} AND i.dataset_id = ${revision}.dataset_id
      AND ${visibleAtText('i', `${revision}.number`)})`;
  const isTranscript = `EXISTS (
    SELECT FROM item_asset t WHERE t.org_id = a.org_id AND t.asset_id = a.id AND t.role = 'TRANSCRIPT')`;
  return `(
    SELECT jsonb_build_object(
      'pending', waiting.pending, 'running', waiting.running, 'failed', failed.count,
      'done', files.processed - waiting.pending - waiting.running - failed.count,
      'notApplicable', files.count - files.processed)
    FROM (
      SELECT coalesce(sum((kind.value->>'count')::bigint), 0) AS count,
        coalesce(sum((kind.value->>'count')::bigint) FILTER (WHERE cardinality(${tasks}) > 0), 0) AS processed
      FROM jsonb_array_elements(${revision}.files) kind
    ) files,
    LATERAL (
      SELECT count(*) AS count, array_agg(w.asset_id) AS asset_ids, array_agg(w.is_running) AS are_running
      FROM (
        SELECT c.asset_id, c.job_id IS NOT NULL AS is_running FROM processing_claim c WHERE ${maybeOfRevision('c')}
        UNION ALL
        SELECT unnest(b.asset_ids), FALSE FROM processing_batch b WHERE ${maybeOfRevision('b')}
        LIMIT ${maxWaiting + 1}
      ) w
    ) looked,
    LATERAL (
      SELECT count(*) FILTER (WHERE NOT w.is_running) AS pending, count(*) FILTER (WHERE w.is_running) AS running
      FROM (
        SELECT w.asset_id, bool_or(w.is_running) AS is_running
        FROM unnest(looked.asset_ids, looked.are_running) AS w (asset_id, is_running) GROUP BY 1
      ) w
      JOIN asset a ON a.org_id = ${org} AND a.id = w.asset_id
      WHERE looked.count <= ${maxWaiting} AND cardinality(${plannedTasksSql('a.content_type', isTranscript)}) > 0
        AND ${isOfRevision('w.asset_id')}
    ) exact,
    LATERAL (
      SELECT coalesce(sum(cardinality(b.asset_ids)), 0) AS pending FROM processing_batch b
      WHERE looked.count > ${maxWaiting} AND b.org_id = ${org} AND b.dataset_id = ${revision}.dataset_id
        AND b.revision <= ${revision}.number
    ) batches,
    LATERAL (
      SELECT count(*) FILTER (WHERE c.job_id IS NULL) AS pending, count(*) FILTER (WHERE c.job_id IS NOT NULL) AS running
      FROM processing_claim c
      WHERE looked.count > ${maxWaiting} AND c.org_id = ${org} AND c.dataset_id = ${revision}.dataset_id
        AND c.revision <= ${revision}.number
    ) claims,
    LATERAL (
      SELECT running, least(exact.pending + batches.pending + claims.pending, files.processed - busy.running) AS pending
      FROM (SELECT least(exact.running + claims.running, files.processed) AS running) busy
    ) waiting,
    LATERAL (
      SELECT ceil(greatest(1, count(*)) / ${maxFailures}.0)::bigint AS step FROM (
        SELECT FROM asset_processing p WHERE p.org_id = ${org} AND p.state = 'FAILED' LIMIT ${maxCountedFailures}
      ) p
    ) sample,
    LATERAL (
      SELECT least(count(*) * sample.step, files.processed - waiting.pending - waiting.running) AS count FROM (
        SELECT DISTINCT p.asset_id FROM asset_processing p
        WHERE p.org_id = ${org} AND p.state = 'FAILED'
          AND (sample.step = 1 OR hashtext(p.asset_id::text)::bigint % sample.step = 0)
        LIMIT ${2 * maxFailures}
      ) p
      WHERE NOT EXISTS (SELECT FROM processing_claim c WHERE c.org_id = ${org} AND c.asset_id = p.asset_id)
        AND ${isOfRevision('p.asset_id')}
    ) failed
    WHERE ${revision}.files IS NOT NULL)`;
}
