import type { IngestSession, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { outstandingStates } from './uploads/upload-states.ts';
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
  { patience = patienceMilliseconds }: { patience?: number } = {},
): Promise<UnsettledUploads> {
  const deadline = new Date(Date.now() + patience);
  const stoppedAt = await verifyUploads({ db, storage }, session, { everything: true, deadline });
  const expected = { sessionId: session.id, state: 'EXPECTED' as const };
  const pending: Prisma.UploadWhereInput[] = [{ ...expected, partSize: { not: null }, multipartId: null }];
  if (stoppedAt) pending.push({ ...expected, partSize: null, id: { gt: stoppedAt.lookedUpTo } });
  const missing: Prisma.UploadWhereInput = {
    sessionId: session.id,
    state: { in: outstandingStates },
    NOT: pending,
  };
  const [missingCount, pendingCount, first] = await Promise.all([
    db.upload.count({ where: missing }),
    db.upload.count({ where: { OR: pending } }),
    db.upload.findMany({ where: missing, orderBy: { id: 'asc' }, take: 100, select: { filename: true } }),
  ]);
  return { missingCount, pendingCount, filenames: first.map(({ filename }) => filename) };
}
