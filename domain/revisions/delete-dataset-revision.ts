import type { DatasetRevision } from '#prisma/client/client.ts';
import { requirePermission } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import { recordEvents } from '../events/record-events.ts';
import { isId } from '../ids.ts';
import { enqueue } from '../tasks.ts';

/**
 * Deletes an old revision. It can no longer be read, and a job removes the rows that only this revision contains. Its
 * number and its change counts stay in the list of revisions. A repeated call changes nothing. Throws for the current
 * revision.
 */
export async function deleteDatasetRevision(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  revisionId: string,
): Promise<DatasetRevision> {
  const found = isId(revisionId)
    ? await db.datasetRevision.findFirst({ where: { id: revisionId, dataset: datasetsVisibleTo(viewer) } })
    : null;
  if (!found || viewer.share) throw new NotFound('revision');
  const { id, orgId, datasetId, number } = found;
  requirePermission(viewer, 'ADMIN', orgId, 'revision');
  return db.$transaction(async (tx) => {
    const [dataset] = await tx.$queryRaw<{ revision: number }[]>`
      SELECT revision FROM dataset WHERE org_id = ${orgId}::uuid AND id = ${datasetId}::uuid FOR NO KEY UPDATE`;
    if (dataset?.revision === number) {
      throw new InvalidInput('revisionId', 'The current revision cannot be deleted. Publish another one first.');
    }
    const { count } = await tx.datasetRevision.updateMany({
      where: { id, deletedAt: null },
      data: { deletedAt: new Date() },
    });
    if (count === 1) {
      await accessLog.write(tx, { orgId, action: 'DATASET_CHANGE', datasetId, detail: { deletedRevision: number } });
      const data = { revision: number };
      await recordEvents(tx, { orgId, kind: 'REVISION_DELETED', datasetId, actorId: viewer.userId, data });
      await enqueue(tx, 'applyRetention', { orgId, datasetId }, { jobKey: `applyRetention:${datasetId}` });
    }
    return tx.datasetRevision.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } });
  });
}
