import type { Dataset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { compareItems, type ItemFieldChange, type ItemState } from './compare-items.ts';
import type { ItemChange } from './diff-revisions.ts';

type Changed = Pick<ItemChange, 'beforeId' | 'afterId'> & { dataset: Pick<Dataset, 'id' | 'orgId'> };

/**
 * Returns the differences between both states of each changed item. Returns an empty list for added and removed items.
 */
export async function findFieldChanges(
  { db }: Pick<Context, 'db'>,
  changes: readonly Changed[],
): Promise<ItemFieldChange[][]> {
  const pairs = changes.filter(({ beforeId, afterId }) => beforeId !== null && afterId !== null);
  const items = await db.item.findMany({
    where: { id: { in: pairs.flatMap(({ beforeId, afterId }) => [beforeId!, afterId!]) } },
    select: {
      id: true,
      orgId: true,
      datasetId: true,
      key: true,
      sinceRevision: true,
      type: true,
      title: true,
      tags: true,
      metadata: true,
      createdAt: true,
      assets: {
        orderBy: [{ role: 'asc' }, { ordinal: 'asc' }],
        select: { role: true, ordinal: true, filename: true, asset: { select: { sha256: true, contentType: true } } },
      },
    },
  });
  const annotations = await db.annotation.findMany({
    where: {
      OR: items.map(({ orgId, datasetId, key, sinceRevision }) => ({ orgId, datasetId, itemKey: key, sinceRevision })),
    },
    orderBy: { id: 'asc' },
  });
  const states = new Map(
    items.map((item): [string, ItemState] => [
      item.id,
      {
        ...item,
        assets: item.assets.map(({ asset, ...place }) => ({ ...place, ...asset })),
        annotations: annotations
          .filter(
            (one) =>
              one.datasetId === item.datasetId && one.itemKey === item.key && one.sinceRevision === item.sinceRevision,
          )
          .map(({ kind, label, confidence, geometry, note }) => ({ kind, label, confidence, geometry, note })),
      },
    ]),
  );
  return changes.map(({ beforeId, afterId }) => {
    const [before, after] = [states.get(beforeId ?? ''), states.get(afterId ?? '')];
    return before && after ? compareItems(before, after) : [];
  });
}
