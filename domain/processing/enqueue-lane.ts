import type { Db, Tx } from '#database/databases.ts';
import type { Lane } from './claim.ts';

/** Queues a lane in the caller's transaction. If the lane is already queued, it keeps the earlier of the two times. */
export async function enqueueLane(
  db: Db | Tx,
  { orgId, stage, lane, after }: Lane,
  runAt: Date | null = null,
): Promise<void> {
  await db.$executeRaw`
    SELECT enqueue_processing(${orgId}::uuid, ${stage}::integer, ${lane}::integer, ${runAt}::timestamptz, ${after}::uuid)`;
}
