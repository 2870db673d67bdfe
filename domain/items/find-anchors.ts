import type { Dataset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { InvalidInput, LimitExceeded } from '../errors.ts';
import type { ItemFilter } from './item-filter.ts';
import {
  beyondSql,
  type ItemOrder,
  itemCursor,
  itemOrderOf,
  itemOrderSql,
  readItemCursor,
  sortValueSql,
} from './item-order.ts';
import { itemSource } from './item-source.ts';

export interface ItemListInput {
  filter?: ItemFilter | null;
  orderBy?: ItemOrder | null;
}

const maxAnchors = 10_000;

/**
 * Returns the cursor of every n-th item of a list, so that a client can jump to any place. `anchors[k]` is the cursor
 * of item number `(k + 1) * every`, counted from 1. A page after this cursor begins with the next item.
 */
export async function findAnchors(
  { db }: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  input: ItemListInput,
  every: number,
): Promise<string[]> {
  if (every < 1) throw new InvalidInput('every', '`every` must be 1 or more.');
  const order = itemOrderOf(input);
  const source = await itemSource({ db }, dataset, revision, input.filter ?? {}, { order });
  const rows = await db.$queryRaw<{ position: bigint; sort_value: string | null }[]>`
    SELECT numbered.position, numbered.sort_value
    FROM (
      SELECT i.position, ${sortValueSql(order)} AS sort_value,
             row_number() OVER (ORDER BY ${itemOrderSql(order, false, source.position)}) AS number
      ${source.sql}
    ) numbered
    WHERE numbered.number % ${every} = 0
    ORDER BY numbered.number LIMIT ${maxAnchors + 1}`;
  if (rows.length > maxAnchors) {
    throw new LimitExceeded(maxAnchors, `A list can return at most ${maxAnchors} anchors. Use a larger \`every\`.`);
  }
  return rows.map((row) => itemCursor(dataset.id, order, { position: row.position, sortValue: row.sort_value }));
}

/** Returns the number of items before a cursor in a list, which is the index of its item. */
export async function countItemsBefore(
  { db }: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  input: ItemListInput,
  cursor: string,
): Promise<number> {
  const order = itemOrderOf(input);
  const source = await itemSource({ db }, dataset, revision, input.filter ?? {}, { order });
  const place = readItemCursor(dataset.id, order, cursor, 'cursor');
  const [counted] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) ${source.sql} AND ${beyondSql(order, place, true, source.position)}`;
  return Number(counted?.count ?? 0);
}
