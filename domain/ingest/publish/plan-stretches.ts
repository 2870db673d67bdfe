import type { Db } from '#database/databases.ts';
import { withBulkTimeouts } from '#database/with-bulk-timeouts.ts';
import { visibleAtSql } from '../../items/items-at.ts';
import type { Claim } from '../claim/claim.ts';

/** Range of staged lines whose rows are written in one transaction. Stretches do not depend on each other. */
export interface Stretch {
  number: number;
  /** Number of the line before the stretch. */
  from: number;
  to: number;
  /** Position for the first key of the stretch that the dataset does not contain yet. */
  nextPosition: bigint;
}

/**
 * Returns the stretches that are not written yet, in the order of their lines. The boundaries are the same in every
 * process and at any time.
 */
export async function planStretches(db: Db, { orgId, sessionId, datasetId }: Claim, revision: number) {
  return withBulkTimeouts(
    db,
    (tx) => tx.$queryRaw<Stretch[]>`
      WITH request AS (
        SELECT lines_at_once, next_position, written_stretches FROM publish_request
        WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid
      ),
      prior AS (
        SELECT i.key FROM item i
        WHERE i.org_id = ${orgId}::uuid AND i.dataset_id = ${datasetId}::uuid 
          AND ${visibleAtSql('i', revision - 1)}
      ),
      stretches AS (
        SELECT (s.line - 1) / request.lines_at_once AS number,
          count(*) FILTER (WHERE prior.key IS NULL AND NOT s.remove) AS added
        FROM request CROSS JOIN staged_item s LEFT JOIN prior ON prior.key = s.key
        WHERE s.org_id = ${orgId}::uuid AND s.session_id = ${sessionId}::uuid
        GROUP BY 1
      ),
      placed AS (SELECT number, sum(added) OVER (ORDER BY number) - added AS added_before FROM stretches)
      SELECT number, number * lines_at_once AS "from", (number + 1) * lines_at_once AS "to",
        next_position + added_before::bigint AS "nextPosition"
      FROM placed CROSS JOIN request
      WHERE number <> ALL (written_stretches)
      ORDER BY number`,
  );
}
