import type { Db } from '#database/databases.ts';
import { type Claim, ClaimLost, fence } from '../claim/claim.ts';
import { sweepLeftovers } from './sweep-leftovers.ts';

/**
 * Prepares a dataset for the rows of its next revision, and returns the number of that revision. Marks the dataset, and
 * deletes rows of other unfinished publishes. Keeps rows from an earlier attempt of this publish.
 */
export async function prepareRevision(
  db: Db,
  claim: Claim,
  { goesOn, linesAtOnce }: { goesOn: boolean; linesAtOnce: number },
  checkpoint: () => void,
): Promise<number> {
  const { orgId, datasetId, sessionId } = claim;
  const dataset = await db.dataset.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: datasetId } },
    select: { revision: true, stagedSessionId: true },
  });
  const revision = dataset.revision ?? 0;
  if (goesOn && dataset.stagedSessionId === sessionId) return revision + 1;
  if (dataset.stagedSessionId !== null) await sweepLeftovers(db, claim, revision, checkpoint);
  await db.$transaction(async (tx) => {
    // Locks the dataset before the session, in the same order as every claim.
    await tx.$executeRaw`
      UPDATE dataset SET staged_session_id = ${sessionId}::uuid
      WHERE org_id = ${orgId}::uuid AND id = ${datasetId}::uuid`;
    const begun = await tx.$executeRaw`
      WITH fence AS (${fence(claim)}),
      counted AS (
        UPDATE ingest_session SET items_staged = 0 FROM fence
        WHERE org_id = ${orgId}::uuid AND id = ${sessionId}::uuid
      )
      UPDATE publish_request SET
        lines_at_once = ${linesAtOnce}, written_stretches = '{}', added = 0, changed = 0, removed = 0, unchanged = 0, byte_growth = 0,
        next_position = coalesce(
          (SELECT max(position) FROM item WHERE org_id = ${orgId}::uuid AND dataset_id = ${datasetId}::uuid), 0) + 1
      FROM fence WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid`;
    if (begun === 0) throw new ClaimLost();
  });
  return revision + 1;
}
