import type { Db } from '#prisma/databases.ts';
import type { Claim } from './claim.ts';

const maxFailures = 5;

/**
 * Counts an attempt that ended with an unexpected error and ends its lease, so that other sessions of the dataset may
 * publish before the next attempt. The session fails after five of them.
 */
export async function recordFailure(db: Db, { sessionId, orgId, attempt, state }: Claim): Promise<void> {
  const { failures } = await db.publishRequest.update({ where: { sessionId }, data: { failures: { increment: 1 } } });
  if (failures < maxFailures) {
    await db.$executeRaw`
      UPDATE ingest_session SET lease_expires_at = now()
      WHERE id = ${sessionId}::uuid AND org_id = ${orgId}::uuid AND attempt = ${attempt} AND state = ${state}::"IngestState"`;
    return;
  }
  const message = 'Publishing failed several times. Open a new session. Files that have arrived are not sent again.';
  await db.$executeRaw`
    UPDATE ingest_session SET state = 'FAILED', phase = 'DONE', closed_at = now(), lease_expires_at = NULL,
      failure = ${JSON.stringify({ code: 'INTERNAL_SERVER_ERROR', message })}::jsonb
    WHERE id = ${sessionId}::uuid AND org_id = ${orgId}::uuid AND attempt = ${attempt} AND state = ${state}::"IngestState"`;
}
