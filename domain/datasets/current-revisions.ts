import type { Dataset, DatasetRevision, Prisma } from '#prisma/client/client.ts';
import { revisionFor } from '../access/visible-to.ts';
import type { Context } from '../context.ts';

type Published = Pick<Dataset, 'id' | 'orgId' | 'revision'>;

/**
 * Returns the revision that each dataset is read at, in the order of the datasets. Null for a dataset without one.
 * Takes one statement.
 */
export async function currentRevisions(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  datasets: readonly Published[],
  related: Pick<Prisma.DatasetRevisionFindManyArgs, 'include'> = {},
): Promise<(DatasetRevision | null)[]> {
  const places = datasets.flatMap((dataset) => {
    const number = revisionFor(viewer, dataset);
    return number === null ? [] : [{ orgId: dataset.orgId, datasetId: dataset.id, number }];
  });
  const rows = places.length > 0 ? await db.datasetRevision.findMany({ where: { OR: places }, ...related }) : [];
  const byDataset = new Map(rows.map((row) => [row.datasetId, row]));
  return datasets.map(({ id }) => byDataset.get(id) ?? null);
}
