import type { ProcessingState } from '#prisma/client/enums.ts';
import { plannedTasksSql } from './file-kind.ts';

/** State of one processing task of a file. */
export interface FileProcessing {
  orgId: string;
  task: string;
  state: ProcessingState;
  reason: string | null;
  updatedAt: Date;
}

/** Task name that represents a file that is not processed. */
export const noTask = 'processFile';

/**
 * Returns a `FROM` clause for the processing states of a row of `filesSql`, with the columns of `asset_processing`. A
 * worker stores rows when it begins with a file. Until then, the tasks are PENDING. A file that is not processed is
 * NOT_APPLICABLE.
 */
export function processingOfFileSql(file: string, alias: string): string {
  const stored = `SELECT FROM asset_processing s WHERE s.org_id = ${file}.org_id AND s.asset_id = ${file}.id`;
  const tasks = plannedTasksSql(`${file}.content_type`, `${file}.role = 'TRANSCRIPT'`);
  return `
    FROM (
      SELECT p.org_id, p.task, p.state, p.reason, p.updated_at FROM asset_processing p
      WHERE ${file}.made = 0 AND p.org_id = ${file}.org_id AND p.asset_id = ${file}.id
      UNION ALL
      SELECT ${file}.org_id, t.task, 'PENDING', NULL, ${file}.created_at FROM unnest(${tasks}) t (task)
      WHERE ${file}.made = 0 AND NOT EXISTS (${stored})
      UNION ALL
      SELECT ${file}.org_id, '${noTask}', 'NOT_APPLICABLE', NULL, ${file}.created_at
      WHERE ${file}.made = 0 AND cardinality(${tasks}) = 0 AND NOT EXISTS (${stored})
    ) ${alias}
    ORDER BY ${alias}.task COLLATE "C"`;
}
