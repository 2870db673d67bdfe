import type { IngestSession, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { outstandingStates } from './uploads/upload-states.ts';
import { verifyUploads } from './verify-uploads.ts';

export interface UnsettledUploads {
  /** Number of files that are not stored as declared: they have not arrived, or with other bytes. */
  missingCount: number;
  /**
   * Number of files that have arrived, but are still being read or could not be checked in time. They are not verified.
   */
  pendingCount: number;
  /** The first hundred of the missing files. */
  filenames: string[];
}

const patienceMilliseconds = 10_000;

/**
 * Looks for all outstanding files of a session, for at most ten seconds. Returns the files that are then missing. Asks
 * the object store, so it must run before a transaction, not inside one.
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
