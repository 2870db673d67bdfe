import type { Db } from '#database/databases.ts';
import { recordEvents } from '../events/record-events.ts';
import { underWayStates } from './export-states.ts';

/** Marks an unfinished export as failed. `reason` is a text for users. */
export async function failExport(db: Db, { orgId, id }: { orgId: string; id: string }, reason: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const [failed] = await tx.datasetExport.updateManyAndReturn({
      where: { orgId, id, state: { in: underWayStates } },
      data: { state: 'FAILED', reason, finishedAt: new Date() },
    });
    if (!failed) return;
    const { datasetId, revision, format, requestedBy } = failed;
    const data = { exportId: id, revision, format, reason };
    await recordEvents(tx, { orgId, kind: 'EXPORT_FAILED', datasetId, actorId: requestedBy, data });
  });
}
