import type { Dataset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { recordEvents } from '../events/record-events.ts';
import { requireDataset } from './require-dataset.ts';

/** Archives a dataset, or restores an archived one. An archived dataset can be read, but accepts no new revisions. */
export async function archiveDataset(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  { datasetId, archived }: { datasetId: string; archived: boolean },
): Promise<Dataset> {
  const dataset = await requireDataset({ db, viewer }, { id: datasetId }, 'PUBLISH');
  if ((dataset.status === 'ARCHIVED') === archived) return dataset;
  const active = dataset.revision === null ? 'DRAFT' : 'PUBLISHED';
  return db.$transaction(async (tx) => {
    await accessLog.write(tx, { orgId: dataset.orgId, action: 'DATASET_CHANGE', datasetId, detail: { archived } });
    const kind = archived ? 'DATASET_ARCHIVED' : 'DATASET_RESTORED';
    await recordEvents(tx, { orgId: dataset.orgId, kind, datasetId, actorId: viewer.userId, data: {} });
    return tx.dataset.update({
      where: { orgId_id: { orgId: dataset.orgId, id: datasetId } },
      data: { status: archived ? 'ARCHIVED' : active, updatedAt: new Date() },
    });
  });
}
