import type { Dataset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { requireDataset } from '../datasets/require-dataset.ts';
import { InvalidInput } from '../errors.ts';
import { enqueue } from '../tasks.ts';

/**
 * Sets the number of latest revisions of a dataset that stay readable. It applies now and after each publish. Null
 * keeps all revisions.
 */
export async function setRevisionRetention(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  { datasetId, retainedRevisions }: { datasetId: string; retainedRevisions: number | null },
): Promise<Dataset> {
  const { id, orgId } = await requireDataset({ db, viewer }, { id: datasetId }, 'ADMIN');
  if (retainedRevisions !== null && retainedRevisions < 1) {
    throw new InvalidInput(
      'retainedRevisions',
      'A dataset must keep at least its current revision. Send 1 or more, or null to keep all revisions.',
    );
  }
  return db.$transaction(async (tx) => {
    const dataset = await tx.dataset.update({ where: { orgId_id: { orgId, id } }, data: { retainedRevisions } });
    await accessLog.write(tx, { orgId, action: 'DATASET_CHANGE', datasetId: id, detail: { retainedRevisions } });
    await enqueue(tx, 'applyRetention', { orgId, datasetId: id }, { jobKey: `applyRetention:${id}` });
    return dataset;
  });
}
