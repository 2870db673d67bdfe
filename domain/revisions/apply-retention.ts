import type { Db } from '#database/databases.ts';
import { recordEvents } from '../events/record-events.ts';
import { purgeRevisions } from './purge-revisions.ts';

/**
 * Marks the revisions of a dataset beyond its retention setting as deleted. Then removes the rows that only deleted
 * revisions contain. Without a retention setting, only removes rows of revisions that users deleted.
 */
export async function applyRetention(
  db: Db,
  dataset: { orgId: string; datasetId: string },
  signal?: AbortSignal,
): Promise<void> {
  const { orgId, datasetId } = dataset;
  await db.$transaction(async (tx) => {
    const deleted = await tx.$queryRaw<{ number: number }[]>`
      UPDATE dataset_revision r SET deleted_at = now()
      FROM dataset d
      WHERE d.org_id = ${orgId}::uuid AND d.id = ${datasetId}::uuid AND r.org_id = d.org_id AND r.dataset_id = d.id
        AND r.number <= d.revision - d.retained_revisions AND r.deleted_at IS NULL
      RETURNING r.number`;
    const event = { orgId, datasetId, actorId: null, kind: 'REVISION_DELETED' as const };
    const numbers = deleted.map(({ number }) => number).sort((a, b) => a - b);
    await recordEvents(tx, ...numbers.map((revision) => ({ ...event, data: { revision } })));
  });
  await purgeRevisions(db, dataset, signal);
}
