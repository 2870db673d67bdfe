import type { Context } from '../context.ts';
import { isId } from '../ids.ts';
import { itemsVisibleTo } from '../items/items-visible-to.ts';
import { assetsOf, type ItemAsset, itemAssetSelection } from './item-asset.ts';

/** Returns the id of a file as one item shows it: `<item>.<asset>`. The same bytes in another item have another id. */
export function itemAssetId({ item, asset }: Pick<ItemAsset, 'item' | 'asset'>): string {
  return `${item.id}.${asset.id}`;
}

/**
 * Returns the files with these ids, in their order. A file is null if it does not exist or the viewer may not see its
 * item. Takes one statement per table.
 */
export async function findAssets(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  ids: readonly string[],
): Promise<(ItemAsset | null)[]> {
  const wanted = ids.map((id) => id.split('.'));
  const itemIds = new Set(wanted.flatMap(([itemId]) => (itemId && isId(itemId) ? [itemId] : [])));
  const items = await db.item.findMany({
    where: { id: { in: [...itemIds] }, AND: [itemsVisibleTo(viewer)] },
    select: itemAssetSelection,
  });
  const found = new Map(items.flatMap((item) => assetsOf(item).map((file) => [itemAssetId(file), file])));
  return ids.map((id) => found.get(id) ?? null);
}
