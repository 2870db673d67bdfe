import type { Db, Tx } from '#database/databases.ts';
import { datasetsVisibleTo } from '../../access/visible-to.ts';
import type { Viewer } from '../../viewer.ts';

/**
 * Returns those assets to which a viewer may refer by SHA-256: assets in a dataset that the viewer may see. The viewer
 * must send the bytes of other files. So knowing a SHA-256 never gives access to a restricted file.
 */
export async function referenceableAssets<Asset extends { id: string }>(
  tx: Db | Tx,
  viewer: Viewer,
  orgId: string,
  assets: readonly Asset[],
): Promise<Asset[]> {
  if (assets.length === 0) return [];
  const hidden = await tx.dataset.findMany({
    where: { orgId, NOT: datasetsVisibleTo(viewer) },
    select: { id: true },
  });
  if (hidden.length === 0) return [...assets];
  const hiddenIds = hidden.map(({ id }) => id);
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT asset.id
    FROM unnest(${assets.map(({ id }) => id)}::uuid[]) AS asset (id)
    WHERE EXISTS (
      SELECT FROM item_asset
      JOIN item ON item.org_id = item_asset.org_id AND item.id = item_asset.item_id
      WHERE item_asset.org_id = ${orgId}::uuid AND item_asset.asset_id = asset.id
        AND item.dataset_id <> ALL (${hiddenIds}::uuid[])
    ) OR EXISTS (
      SELECT FROM upload
      JOIN ingest_session session ON session.org_id = upload.org_id AND session.id = upload.session_id
      WHERE upload.org_id = ${orgId}::uuid AND upload.asset_id = asset.id
        AND session.dataset_id <> ALL (${hiddenIds}::uuid[])
    )`;
  const ids = new Set(found.map(({ id }) => id));
  return assets.filter(({ id }) => ids.has(id));
}
