import type { Dataset } from '#prisma/client/client.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { recordEvents } from '../events/record-events.ts';
import { datasetWords } from './dataset-words.ts';
import { type DatasetSettings, readDatasetSettings } from './read-dataset-input.ts';
import { requireDataset } from './require-dataset.ts';

export interface UpdateDatasetInput extends DatasetSettings {
  datasetId: string;
}

/** Changes the given settings of a dataset. Only admins may change `visibility` and `sensitive`. */
export async function updateDataset(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  { datasetId, ...input }: UpdateDatasetInput,
): Promise<Dataset> {
  const dataset = await requireDataset({ db, viewer }, { id: datasetId }, 'PUBLISH');
  const changes = readDatasetSettings(input);
  const changed = (Object.keys(changes) as (keyof typeof changes)[]).filter((name) => changes[name] !== dataset[name]);
  if (changed.length === 0) return dataset;
  if (changed.includes('visibility') || changed.includes('sensitive')) {
    requirePermission(viewer, 'ADMIN', dataset.orgId, 'dataset');
  }
  return db.$transaction(async (tx) => {
    await accessLog.write(tx, {
      orgId: dataset.orgId,
      action: 'DATASET_CHANGE',
      datasetId,
      detail: Object.fromEntries(changed.map((name) => [name, { from: dataset[name], to: changes[name] ?? null }])),
    });
    await recordEvents(tx, {
      orgId: dataset.orgId,
      kind: 'DATASET_CHANGED',
      datasetId,
      actorId: viewer.userId,
      data: { changed },
    });
    const where = { orgId_id: { orgId: dataset.orgId, id: datasetId } };
    const updated = await tx.dataset.update({ where, data: { ...changes, updatedAt: new Date() } });
    // Reads the row again under the lock, because another transaction may have changed it.
    return tx.dataset.update({ where, data: datasetWords(updated) });
  });
}
