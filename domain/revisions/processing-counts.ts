import { plannedTasksSql } from '../assets/file-kind.ts';

/** How many files of a revision are in which state. */
export interface ProcessingCounts {
  pending: number;
  running: number;
  done: number;
  failed: number;
  notApplicable: number;
}

/** The counts of a row of `dataset_revision`: an SQL expression for a JSON object. */
export function processingCountsSql(revision: string): string {
  const tasks = plannedTasksSql('a.content_type', `f.is_transcript`);
  const has = (state: string) =>
    `EXISTS (SELECT FROM asset_processing p WHERE p.org_id = a.org_id AND p.asset_id = a.id AND p.state = '${state}')`;
  return `(
    SELECT jsonb_build_object(
      'pending', count(*) FILTER (WHERE state = 'PENDING'), 'running', count(*) FILTER (WHERE state = 'RUNNING'),
      'done', count(*) FILTER (WHERE state = 'DONE'), 'failed', count(*) FILTER (WHERE state = 'FAILED'),
      'notApplicable', count(*) FILTER (WHERE state = 'NOT_APPLICABLE'))
    FROM (
      SELECT CASE WHEN ${has('FAILED')} THEN 'FAILED' WHEN ${has('RUNNING')} THEN 'RUNNING'
        WHEN ${has('PENDING')} THEN 'PENDING' WHEN ${has('DONE')} THEN 'DONE'
        WHEN cardinality(${tasks}) = 0 THEN 'NOT_APPLICABLE' ELSE 'PENDING' END AS state
      FROM (
        SELECT l.asset_id, bool_or(l.role = 'TRANSCRIPT') AS is_transcript
        FROM item i JOIN item_asset l ON l.org_id = i.org_id AND l.item_id = i.id
        WHERE i.org_id = ${revision}.org_id AND i.dataset_id = ${revision}.dataset_id
          AND i.since_revision <= ${revision}.number AND (i.until_revision IS NULL OR i.until_revision > ${revision}.number)
        GROUP BY l.asset_id
      ) f JOIN asset a ON a.org_id = ${revision}.org_id AND a.id = f.asset_id
    ) files)`;
}
