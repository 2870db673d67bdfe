import type { Context } from '../context.ts';
import { isId } from '../ids.ts';
import { itemsVisibleTo } from '../items/items-visible-to.ts';
import { findFiles } from './find-files.ts';
import type { ItemAsset } from './item-asset.ts';

/**
 * Returns the id of a file of one item: `<item>.<asset>`. If two items have the same bytes, their files have different
 * ids.
 */
export function itemAssetId({ item, asset }: Pick<ItemAsset, 'item' | 'asset'>): string {
  return `${item.id}.${asset.id}`;
}

/**
 * Returns the files with these ids, in the order of the ids. Returns null for a file that does not exist or whose item
 * the viewer may not see. Takes two statements.
 */
export async function findAssets(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  ids: readonly string[],
): Promise<(ItemAsset | null)[]> {
  const wanted = ids.map((id) => id.split('.'));
  const itemIds = new Set(wanted.flatMap(([itemId]) => (itemId && isId(itemId) ? [itemId] : [])));
  const items = await db.item.findMany({
    where: { id: { in: [...itemIds] }, AND: [itemsVisibleTo(viewer)] },
    select: { id: true, orgId: true },
  });
  const files = items.length > 0 ? await findFiles({ db }, items) : [];
  const found = new Map(files.flat().map((file) => [itemAssetId(file), file]));
  return ids.map((id) => found.get(id) ?? null);
}
