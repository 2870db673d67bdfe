import type { Db } from '#database/databases.ts';

/** Work for the lanes of an organization. */
export interface Work {
  /** Whether files wait for quick steps and are due now. */
  quick: boolean;
  /** Whether files wait for slow steps and are due now. */
  slow: boolean;
  /** Time of the next retry of a file's quick steps. */
  nextQuick: Date | null;
  nextSlow: Date | null;
}

/** Returns whether files of an organization wait for a lane, and when the next retries are due. */
export async function findWork(db: Db, orgId: string): Promise<Work> {
  const [work] = await db.$queryRaw<Work[]>`
    WITH due AS (
      SELECT stage, min(due_at) AS due_at FROM processing_claim
      WHERE org_id = ${orgId}::uuid AND job_id IS NULL GROUP BY stage
    )
    SELECT
      EXISTS (SELECT FROM processing_batch WHERE org_id = ${orgId}::uuid)
        OR coalesce((SELECT due_at <= now() FROM due WHERE stage = 0), FALSE) AS quick,
      coalesce((SELECT due_at <= now() FROM due WHERE stage = 1), FALSE) AS slow,
      (SELECT due_at FROM due WHERE stage = 0) AS "nextQuick",
      (SELECT due_at FROM due WHERE stage = 1) AS "nextSlow"`;
  return work!;
}
