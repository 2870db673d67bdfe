import type { Db } from '#database/databases.ts';
import type { Claim } from './claim.ts';
import { scheduleContinuation } from './schedule-continuation.ts';

/** Thrown at a checkpoint to stop the publish in this process. A worker will continue it. */
export class HandedOver extends Error {
  override readonly name = 'HandedOver';
}

/** Gives up a claim, so that a worker takes over the publish at once. */
export async function handOver(db: Db, claim: Claim): Promise<void> {
  const { orgId, sessionId, attempt, state } = claim;
  await db.$transaction(async (tx) => {
    const released = await tx.$executeRaw`
      UPDATE ingest_session SET lease_expires_at = now()
      WHERE id = ${sessionId}::uuid AND org_id = ${orgId}::uuid AND attempt = ${attempt}
        AND state = ${state}::"IngestState"`;
    if (released === 1) await scheduleContinuation(tx, { orgId, sessionId }, 'now');
  });
}
