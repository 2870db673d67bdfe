import type { Db } from '#database/databases.ts';
import { bugCode } from '../../errors.ts';
import { recordEvents } from '../../events/record-events.ts';
import { type Claim, fence } from './claim.ts';

const maxFailures = 5;

/**
 * Counts an attempt that ended with an unexpected error, and ends its lease. So other sessions of the dataset can be
 * published before the next attempt. After five such attempts the session fails. Changes nothing if another attempt has
 * begun.
 */
export async function recordFailure(db: Db, claim: Claim): Promise<void> {
  const { sessionId, orgId, attempt, state } = claim;
  const [request] = await db.$queryRaw<{ failures: number }[]>`
    WITH fence AS (${fence(claim)})
    UPDATE publish_request r SET failures = r.failures + 1 FROM fence
    WHERE r.org_id = ${orgId}::uuid AND r.session_id = ${sessionId}::uuid
    RETURNING r.failures`;
  if (!request) return;
  if (request.failures < maxFailures) {
    await db.$executeRaw`
      UPDATE ingest_session SET lease_expires_at = now()
      WHERE id = ${sessionId}::uuid AND org_id = ${orgId}::uuid AND attempt = ${attempt} AND state = ${state}::"IngestState"`;
    return;
  }
  const message =
    'Publishing failed several times. Open a new session. Files that were already uploaded do not have to be uploaded again.';
  await db.$transaction(async (tx) => {
    const [failed] = await tx.$queryRaw<{ userId: string; datasetId: string }[]>`
      UPDATE ingest_session SET state = 'FAILED', phase = 'DONE', closed_at = now(), lease_expires_at = NULL,
        failure = ${JSON.stringify({ code: bugCode, message })}::jsonb
      WHERE id = ${sessionId}::uuid AND org_id = ${orgId}::uuid AND attempt = ${attempt} AND state = ${state}::"IngestState"
      RETURNING user_id AS "userId", dataset_id AS "datasetId"`;
    if (!failed) return;
    const { userId: actorId, datasetId } = failed;
    const data = { sessionId, code: bugCode, message, issueCount: 0, isFinal: true };
    await recordEvents(tx, { orgId, kind: 'INGEST_SESSION_FAILED', datasetId, actorId, data });
  });
}
