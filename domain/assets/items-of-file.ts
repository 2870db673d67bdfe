import type { Db } from '#database/databases.ts';

const itemsAtOnce = 200;
const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Yields the ids of the items that have a file, in batches, because any number of items can have it. Each batch
 * continues in the index where the previous batch ended.
 */
export async function* itemsOfFile(
  db: Pick<Db, '$queryRaw'>,
  { id, orgId }: { id: string; orgId: string },
): AsyncGenerator<string[]> {
  for (let last = firstId; ; ) {
    const links = await db.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT item_id AS id FROM item_asset
      WHERE org_id = ${orgId}::uuid AND asset_id = ${id}::uuid AND item_id > ${last}::uuid
      ORDER BY item_id LIMIT ${itemsAtOnce}`;
    const ids = links.map((link) => link.id);
    if (ids.length > 0) yield ids;
    if (ids.length < itemsAtOnce) return;
    last = ids.at(-1)!;
  }
}
