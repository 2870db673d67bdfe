import type { Db, Tx } from '#database/databases.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import { enqueue } from '../tasks.ts';

const soonMilliseconds = 3_000;

/**
 * Queues a job that verifies the files of a session, in a few seconds or at `runAt`. Each session has at most one
 * waiting job.
 */
export async function enqueueVerification(
  db: Db | Tx,
  { id, orgId }: Pick<IngestSession, 'id' | 'orgId'>,
  runAt = new Date(Date.now() + soonMilliseconds),
): Promise<void> {
  await enqueue(
    db,
    'verifyUploads',
    { orgId, sessionId: id },
    { jobKey: `verifyUploads:${id}`, runAt, keepEarlier: true },
  );
}
