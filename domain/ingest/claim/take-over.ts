import type { Db, Tx } from '#database/databases.ts';
import { withBulkTimeouts } from '#database/with-bulk-timeouts.ts';
import { Prisma } from '#prisma/client/client.ts';
import { type Claim } from './claim.ts';
import { claimState } from './claim-publish.ts';
import { leaseSeconds } from './lease.ts';
import { scheduleContinuation } from './schedule-continuation.ts';

export type TakeOver = Claim | 'ALIVE' | 'OVER';

/**
 * Takes over the publish of a publisher that is dead or has given up its claim. Returns the new claim. Returns `ALIVE`
 * if the publisher is alive, and `OVER` if nothing is left to do. Waits for running writes of the old publisher, which
 * cannot write afterwards.
 */
export async function takeOver(db: Db, { orgId, sessionId }: { orgId: string; sessionId: string }): Promise<TakeOver> {
  return withBulkTimeouts(db, async (tx) => {
    // Reads the lease without a lock first. A lock would wait for the writes of a live publisher, and would block it.
    const seen = await findLease(tx, { orgId, sessionId }, Prisma.empty);
    if (seen?.alive) return 'ALIVE';
    const found = await findLease(tx, { orgId, sessionId }, Prisma.sql`FOR UPDATE`);
    const request = await tx.publishRequest.findUnique({ where: { orgId_sessionId: { orgId, sessionId } } });
    if (!found?.leased || !request || found.state !== claimState(request.dryRun)) return 'OVER';
    if (found.alive) return 'ALIVE';
    const session = await tx.ingestSession.update({
      where: { orgId_id: { orgId, id: sessionId } },
      data: { attempt: { increment: 1 } },
    });
    await tx.$executeRaw`
      UPDATE ingest_session SET lease_expires_at = now() + make_interval(secs => ${leaseSeconds})
      WHERE org_id = ${orgId}::uuid AND id = ${sessionId}::uuid`;
    await scheduleContinuation(tx, { orgId, sessionId });
    const { datasetId, mode, attempt } = session;
    return { orgId, sessionId, datasetId, mode, attempt, state: claimState(request.dryRun), request };
  });
}

async function findLease(tx: Tx, { orgId, sessionId }: { orgId: string; sessionId: string }, lock: Prisma.Sql) {
  const [found] = await tx.$queryRaw<{ state: string; leased: boolean; alive: boolean }[]>`
    SELECT state::text, lease_expires_at IS NOT NULL AS leased,
      coalesce(lease_expires_at > clock_timestamp(), FALSE) AS alive
    FROM ingest_session WHERE org_id = ${orgId}::uuid AND id = ${sessionId}::uuid ${lock}`;
  return found;
}
