import { withBulkTimeouts } from '#database/with-bulk-timeouts.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { SessionClosed } from '../errors.ts';
import { enqueue } from '../tasks.ts';
import { scheduleContinuation } from './claim/schedule-continuation.ts';
import { activeStates } from './ingest-states.ts';
import { requireSession } from './require-session.ts';

/**
 * Ends a session without publishing it, even during a publish. The running publish then stops at its next statement,
 * and readers never see its rows. A sweep aborts unfinished uploads soon, and deletes files later. Returns the session
 * unchanged if it has already ended without a revision. Throws `SessionClosed` if it is published.
 */
export async function abandonIngestSession(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  sessionId: string,
): Promise<IngestSession> {
  const { id, orgId } = await requireSession({ db, viewer }, sessionId);
  return withBulkTimeouts(db, async (tx) => {
    // Waits for the lock that a publisher holds while it writes. After this statement, no publisher can write for the
    // session.
    await tx.$queryRaw`SELECT FROM ingest_session WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const { count } = await tx.ingestSession.updateMany({
      where: { id, state: { in: activeStates } },
      data: { state: 'ABANDONED', closedAt: new Date(), leaseExpiresAt: null, attempt: { increment: 1 } },
    });
    if (count === 1) {
      await enqueue(tx, 'sweepSessions', {}, { jobKey: 'sweepSessions' });
      // Queues a job that deletes the staged rows of the running publish.
      await scheduleContinuation(tx, { orgId, sessionId: id }, 'now');
    }
    const session = await tx.ingestSession.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } });
    if (session.state === 'PUBLISHED') throw new SessionClosed(session.state);
    return session;
  });
}
