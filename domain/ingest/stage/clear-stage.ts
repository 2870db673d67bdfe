import type { Db } from '#database/databases.ts';
import { withBulkTimeouts } from '#database/with-bulk-timeouts.ts';
import { type Claim, fence } from '../claim/claim.ts';
import { isNotUnderWaySql } from '../claim/is-under-way.ts';

/** Deletes the staged rows of a session, if the claim is valid. */
export async function clearStage(db: Db, claim: Claim): Promise<void> {
  const { orgId, sessionId } = claim;
  await withBulkTimeouts(
    db,
    (tx) => tx.$executeRaw`
      WITH fence AS (${fence(claim)})
      DELETE FROM staged_item
      WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid AND EXISTS (SELECT FROM fence)`,
  );
}

/**
 * Deletes the staged rows of a publish that has ended. Its lock makes a new publish wait, which would
 * otherwise lose rows.
 */
export async function clearEndedStage(
  db: Db,
  { orgId, sessionId }: { orgId: string; sessionId: string },
): Promise<void> {
  await withBulkTimeouts(
    db,
    (tx) => tx.$executeRaw`
      WITH ended AS (
        SELECT FROM ingest_session
        WHERE org_id = ${orgId}::uuid AND id = ${sessionId}::uuid AND ${isNotUnderWaySql}
        FOR KEY SHARE
      )
      DELETE FROM staged_item
      WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid AND EXISTS (SELECT FROM ended)`,
  );
}
