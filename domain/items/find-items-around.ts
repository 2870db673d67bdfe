import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import { type PageOf, readPage } from '../paging/page.ts';
import type { FindItemsInput, FoundItem } from './find-items.ts';
import { beyondSql, type ItemPlace, itemCursor, itemOrderOf, itemOrderSql, sortValueSql } from './item-order.ts';
import { itemSource } from './item-source.ts';

/**
 * Returns the page of a list with an item in its middle, for links to an item. If the item's key has another state at
 * this revision, returns the page around that state.
 */
export async function findItemsAround(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  input: FindItemsInput & { around: string },
): Promise<PageOf<FoundItem>> {
  const page = readPage(input, limits);
  if (page.cursor !== null || page.backward) {
    throw new InvalidInput(
      'aroundItemId',
      '`aroundItemId` can be combined only with `first`. Leave out `last`, `after` and `before`.',
    );
  }
  const order = itemOrderOf(input);
  const [found] = await db.$queryRaw<{ position: bigint; sort_value: string | null }[]>`
    SELECT i.position, ${sortValueSql(order)} AS sort_value FROM item i
    WHERE i.org_id = ${dataset.orgId}::uuid AND i.dataset_id = ${dataset.id}::uuid AND i.id = ${input.around}::uuid`;
  if (!found) throw new NotFound('item');

  const place: ItemPlace = { position: found.position, sortValue: found.sort_value };
  const source = await itemSource({ db }, dataset, revision, input.filter ?? {}, { order, most: 2 * (page.size + 1) });
  const half = Math.floor(page.size / 2);
  const walk = (backward: boolean, most: number) => Prisma.sql`
    SELECT i.id, i.position, ${sortValueSql(order)} AS sort_value, ${backward}::boolean AS ahead
    ${source.sql} AND ${beyondSql(order, place, backward, source.position, !backward)}
    ORDER BY ${itemOrderSql(order, backward, source.position)} LIMIT ${most}`;
  // Reads one row more on each side than the page contains. The extra row shows whether the list continues there.
  const rows = await db.$queryRaw<{ id: string; position: bigint; sort_value: string | null; ahead: boolean }[]>`
    (${walk(true, page.size + 1)}) UNION ALL (${walk(false, page.size + 1)})`;
  const ahead = rows.filter((row) => row.ahead);
  const rest = rows.filter((row) => !row.ahead);
  const taken = Math.max(half, page.size - rest.length);
  const kept = [...ahead.slice(0, taken).toReversed(), ...rest].slice(0, page.size);
  return {
    rows: kept.map((row) => ({
      id: row.id,
      cursor: itemCursor(dataset.id, order, { position: row.position, sortValue: row.sort_value }),
    })),
    hasPreviousPage: ahead.length > taken,
    hasNextPage: Math.min(taken, ahead.length) + rest.length > page.size,
  };
}
