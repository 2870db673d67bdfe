import type { Db } from '#database/databases.ts';
import { recordEvents } from '../../events/record-events.ts';
import { type Claim, ClaimLost } from './claim.ts';
import { errorOf, type Outcome } from './outcome.ts';

/**
 * Ends an attempt that created no revision. Reopens the session, stores the outcome and makes the claim invalid.
 * `delivered` must be true if the caller of the publish receives the outcome directly.
 */
export async function reopenSession(
  db: Db,
  claim: Claim,
  outcome: Outcome,
  { delivered, issueGroups = [] }: { delivered: boolean; issueGroups?: { code: string; count: number }[] },
): Promise<void> {
  const failure = outcome.code === 'DRY_RUN_PASSED' ? null : errorOf(outcome, claim.sessionId);
  const said = failure && JSON.stringify({ code: failure.code, message: failure.message });
  const issueCount = outcome.code === 'VALIDATION_FAILED' ? outcome.issueCount : 0;
  await db.$transaction(async (tx) => {
    const reopened = await tx.$executeRaw`
      UPDATE ingest_session SET
        state = 'OPEN', phase = 'UPLOADING', lease_expires_at = NULL, attempt = attempt + 1, failure = ${said}::jsonb,
        issue_count = ${issueCount}, issue_groups = ${JSON.stringify(issueGroups)}::jsonb
      WHERE org_id = ${claim.orgId}::uuid AND id = ${claim.sessionId}::uuid AND attempt = ${claim.attempt}
        AND state = ${claim.state}::"IngestState"`;
    if (reopened === 0) throw new ClaimLost();
    const request = await tx.publishRequest.update({
      where: { orgId_sessionId: { orgId: claim.orgId, sessionId: claim.sessionId } },
      data: { outcome, outcomeAttempt: claim.attempt, delivered, stagedRows: null },
      select: { dryRun: true, session: { select: { userId: true } } },
    });
    if (!failure || request.dryRun) return;
    const { orgId, datasetId, sessionId } = claim;
    const data = { sessionId, code: failure.code, message: failure.message, issueCount, isFinal: false };
    const actorId = request.session.userId;
    await recordEvents(tx, { orgId, kind: 'INGEST_SESSION_FAILED', datasetId, actorId, data });
  });
}
