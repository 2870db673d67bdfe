import type { Dataset, Prisma } from '#prisma/client/client.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';

const most = 100;

/**
 * Returns the datasets to which each token is limited, by name. Omits datasets that the viewer may not see. Takes one
 * statement.
 */
export async function findTokenDatasets(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  tokenIds: readonly string[],
  related: Pick<Prisma.DatasetFindManyArgs, 'include'> = {},
): Promise<Dataset[][]> {
  const limits = await db.apiTokenDataset.findMany({
    where: { tokenId: { in: [...tokenIds] }, dataset: datasetsVisibleTo(viewer) },
    select: { tokenId: true, datasetId: true },
  });
  const ids = [...new Set(limits.map(({ datasetId }) => datasetId))];
  const datasets =
    ids.length > 0
      ? await db.dataset.findMany({
          where: { id: { in: ids } },
          orderBy: [{ sortName: 'asc' }, { id: 'asc' }],
          ...related,
        })
      : [];
  return tokenIds.map((id) => {
    const own = new Set(limits.filter(({ tokenId }) => tokenId === id).map(({ datasetId }) => datasetId));
    return datasets.filter((dataset) => own.has(dataset.id)).slice(0, most);
  });
}
