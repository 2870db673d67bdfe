import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { SessionClosed } from '../errors.ts';
import { enqueue } from '../tasks.ts';
import { requireSession } from './require-session.ts';

/**
 * Ends a session without publishing it; a sweep soon drops its unfinished uploads, and later its files. Abandoning it
 * again changes nothing, nor does abandoning one that has failed.
 */
export async function abandonIngestSession(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  sessionId: string,
): Promise<IngestSession> {
  const { id } = await requireSession({ db, viewer }, sessionId);
  return db.$transaction(async (tx) => {
    const { count } = await tx.ingestSession.updateMany({
      where: { id, state: 'OPEN' },
      data: { state: 'ABANDONED', closedAt: new Date() },
    });
    if (count === 1) await enqueue(tx, 'sweepSessions', {}, { jobKey: 'sweepSessions' });
    const session = await tx.ingestSession.findUniqueOrThrow({ where: { id } });
    if (session.state === 'PUBLISHED' || session.state === 'PUBLISHING') throw new SessionClosed(session.state);
    return session;
  });
}
