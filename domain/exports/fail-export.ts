import type { Db } from '#database/databases.ts';
import { underWayStates } from './export-states.ts';

/** Ends an export that is not ready yet. The reason is for people. */
export async function failExport(db: Db, { orgId, id }: { orgId: string; id: string }, reason: string): Promise<void> {
  await db.datasetExport.updateMany({
    where: { orgId, id, state: { in: underWayStates } },
    data: { state: 'FAILED', reason, finishedAt: new Date() },
  });
}
