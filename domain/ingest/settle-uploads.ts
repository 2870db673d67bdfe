import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { verifyUploads } from './verify-uploads.ts';

export interface UnsettledUploads {
  /** Files that are not stored as declared: not arrived, or arrived otherwise. */
  missingCount: number;
  /** Files that have arrived, but are still being read or could not be looked at in time. They do not count as verified. */
  pendingCount: number;
  /** Of the missing ones, the first hundred. */
  filenames: string[];
}

const patienceMilliseconds = 10_000;

/**
 * Looks for all files of a session that are still awaited, for ten seconds at most, and says what is missing after that.
 * Asks the store, so it belongs before a transaction, never into one.
 */
export async function settleUploads(
  { db, storage }: Pick<Context, 'db' | 'storage'>,
  session: Pick<IngestSession, 'id' | 'orgId'>,
): Promise<UnsettledUploads> {
  const startedAt = new Date();
  const deadline = new Date(startedAt.getTime() + patienceMilliseconds);
  await verifyUploads({ db, storage }, session, { everything: true, deadline });
  const ofSession = { sessionId: session.id };
  const joined = { ...ofSession, state: 'EXPECTED' as const, partSize: { not: null }, multipartId: null };
  const unchecked = {
    ...ofSession,
    state: 'EXPECTED' as const,
    partSize: null,
    OR: [{ checkedAt: null }, { checkedAt: { lt: startedAt } }],
  };
  const open = { ...ofSession, state: { in: ['EXPECTED' as const, 'MISMATCHED' as const] } };
  const missing = { ...open, NOT: [joined, unchecked] };
  const [openCount, pendingCount, first] = await Promise.all([
    db.upload.count({ where: open }),
    db.upload.count({ where: { OR: [joined, unchecked] } }),
    db.upload.findMany({ where: missing, orderBy: { id: 'asc' }, take: 100, select: { filename: true } }),
  ]);
  return { missingCount: openCount - pendingCount, pendingCount, filenames: first.map(({ filename }) => filename) };
}
