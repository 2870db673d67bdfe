import type { Db } from '#database/databases.ts';
import { valuesSql } from '#database/values-sql.ts';
import { endedStates } from '../ingest-states.ts';
import { type Claim, fence } from './claim.ts';
import { withBulkTimeouts } from './with-bulk-timeouts.ts';

/** Takes the rows of a session off the stage, while the claim is good. */
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

/** Takes what a publish that is over has left off the stage. Nobody can begin anew meanwhile, and lose rows. */
export async function clearEndedStage(
  db: Db,
  { orgId, sessionId }: { orgId: string; sessionId: string },
): Promise<void> {
  await withBulkTimeouts(
    db,
    (tx) => tx.$executeRaw`
      WITH ended AS (
        SELECT FROM ingest_session
        WHERE org_id = ${orgId}::uuid AND id = ${sessionId}::uuid
          AND (state IN ${valuesSql(endedStates)} OR (state = 'OPEN' AND lease_expires_at IS NULL))
        FOR KEY SHARE
      )
      DELETE FROM staged_item
      WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid AND EXISTS (SELECT FROM ended)`,
  );
}
