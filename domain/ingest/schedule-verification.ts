import type { Db, Tx } from '#database/databases.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import { enqueue } from '../tasks.ts';

const soonMilliseconds = 3_000;

/** Has the files of a session looked for, a few seconds from now or at `runAt`; one job waits for each session. */
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
