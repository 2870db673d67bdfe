import type { IngestSession, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { outstandingStates } from './uploads/upload-states.ts';
import { verifyUploads } from './verify-uploads.ts';

export interface UnsettledUploads {
  /** Number of files that have not arrived, or whose stored bytes differ from the declaration. */
  missingCount: number;
  /** Number of files whose check did not end in time. They are not verified, and may be missing. */
  pendingCount: number;
  /** Names of the first hundred missing files. */
  filenames: string[];
}

const patienceMilliseconds = 10_000;

/**
 * Verifies all outstanding files of a session, for at most ten seconds. Returns which files are still missing. It sends
 * requests to the object store, so callers must not call it inside a transaction.
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
