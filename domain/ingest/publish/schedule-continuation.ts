import type { Db, Tx } from '#database/databases.ts';
import { enqueue } from '../../tasks.ts';
import { leaseSeconds } from './lease.ts';

/**
 * Has a worker look at a publish once its lease may have run out, or right `now`: it goes on where the publisher died,
 * looks again later while one is alive, and clears the stage when all is over.
 */
export async function scheduleContinuation(
  db: Db | Tx,
  { orgId, sessionId }: { orgId: string; sessionId: string },
  when: 'now' | 'afterLease' = 'afterLease',
): Promise<void> {
  await enqueue(
    db,
    'continuePublish',
    { orgId, sessionId },
    {
      jobKey: `continuePublish:${sessionId}`,
      ...(when === 'afterLease' && { runAt: new Date(Date.now() + (leaseSeconds + 1) * 1000) }),
    },
  );
}
