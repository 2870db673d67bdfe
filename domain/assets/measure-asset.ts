import type { TableShape } from '#formats/tables/summarize-table.ts';
import type { Context } from '../context.ts';
import { itemsOfFile } from './items-of-file.ts';

export interface Measures {
  width?: number;
  height?: number;
  durationSeconds?: number;
  codecs?: string;
  /** Frames per second, or null if the rate varies. */
  frameRate?: number | null;
  frameRateFraction?: string | null;
  frameCount?: number;
  hasVariableFrameRate?: boolean;
  pageCount?: number;
  tableShape?: TableShape;
}

/** Stores the measurements of an asset. */
export async function measureAsset(
  { db }: Pick<Context, 'db'>,
  { id, orgId }: { id: string; orgId: string },
  { tableShape, ...measures }: Measures,
): Promise<void> {
  await db.asset.updateMany({
    where: { id, orgId },
    data: { ...measures, ...(tableShape && { tableShape: { ...tableShape } }) },
  });
}

/**
 * Copies the duration of an asset to the items that have it as primary file. Lists of items are sorted by this copy.
 * Includes items that were published after the measurement.
 */
export async function passOnDuration({ db }: Pick<Context, 'db'>, { id, orgId }: { id: string; orgId: string }) {
  for await (const itemIds of itemsOfFile(db, { id, orgId })) {
    await db.$executeRaw`
      UPDATE item SET duration_seconds = asset.duration_seconds
      FROM asset JOIN item_asset ON item_asset.org_id = asset.org_id AND item_asset.asset_id = asset.id
      WHERE asset.org_id = ${orgId}::uuid AND asset.id = ${id}::uuid AND item_asset.role = 'PRIMARY'
        AND item_asset.org_id = ${orgId}::uuid AND item_asset.item_id = ANY (${itemIds}::uuid[])
        AND item.org_id = item_asset.org_id AND item.id = item_asset.item_id
        AND item.duration_seconds IS DISTINCT FROM asset.duration_seconds`;
  }
}
