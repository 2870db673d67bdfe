import type { Db, Tx } from '#database/databases.ts';
import { enqueue } from '../../tasks.ts';
import { leaseSeconds } from './lease.ts';

/**
 * Queues a job that checks a publish, `now` or after the time of a lease. The job continues the publish if its
 * publisher is dead. It checks again later if the publisher is alive, and clears the stage at the end.
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
