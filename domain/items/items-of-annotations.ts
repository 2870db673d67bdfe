import type { Annotation, Item, Prisma } from '#prisma/client/client.ts';
import { datasetsVisibleTo, revisionFor } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { itemsAt } from './items-at.ts';

export type AnnotatedPlace = Pick<Annotation, 'datasetId' | 'itemKey'>;

/**
 * Returns the item of each annotation at the revision that the viewer reads. Returns null if this revision does not
 * contain the item. Takes one statement for all datasets, and one more for each dataset.
 */
export async function itemsOfAnnotations(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  annotations: readonly AnnotatedPlace[],
  query: Pick<Prisma.ItemFindManyArgs, 'include' | 'select'> = {},
): Promise<(Item | null)[]> {
  const datasets = await db.dataset.findMany({
    where: {
      AND: [{ id: { in: [...new Set(annotations.map(({ datasetId }) => datasetId))] } }, datasetsVisibleTo(viewer)],
    },
  });
  const items = await Promise.all(
    datasets.map(async (dataset) => {
      const revision = revisionFor(viewer, dataset);
      if (revision === null) return [];
      const keys = annotations.flatMap(({ datasetId, itemKey }) => (datasetId === dataset.id ? [itemKey] : []));
      return db.item.findMany({
        ...query,
        where: { orgId: dataset.orgId, datasetId: dataset.id, key: { in: [...new Set(keys)] }, ...itemsAt(revision) },
      });
    }),
  );
  const byPlace = new Map(items.flat().map((item) => [placeOf(item.datasetId, item.key), item]));
  return annotations.map(({ datasetId, itemKey }) => byPlace.get(placeOf(datasetId, itemKey)) ?? null);
}

function placeOf(datasetId: string, key: string): string {
  return `${datasetId} ${key}`;
}
