import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import {
  cutPage,
  type Page,
  type PageArguments,
  type PageOf,
  readPage,
  rowsOf,
  type WalkedRows,
} from '../paging/page.ts';
import type { ItemFilter } from './item-filter.ts';
import {
  beyondSql,
  type ItemOrder,
  type ItemPlace,
  itemCursor,
  itemOrderOf,
  itemOrderSql,
  readItemCursor,
  sortValueSql,
} from './item-order.ts';
import { type ItemSource, itemSource } from './item-source.ts';

export interface FindItemsInput extends PageArguments {
  filter?: ItemFilter | null;
  orderBy?: ItemOrder | null;
}

/** An item of a page, without its other columns. The caller loads the columns that it needs. */
export interface FoundItem {
  id: string;
  cursor: string;
}

/**
 * Returns one page of the items of a dataset at a revision. Takes one statement, with the same cost for every page. The
 * caller must have checked that the viewer may read the dataset at this revision.
 */
export async function findItems(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  input: FindItemsInput,
): Promise<PageOf<FoundItem>> {
  const page = readPage(input, limits);
  const order = itemOrderOf(input);
  const place =
    page.cursor === null ? null : readItemCursor(dataset.id, order, page.cursor, page.backward ? 'before' : 'after');
  const walked = rowsOf(page);
  const source = await itemSource({ db }, dataset, revision, input.filter ?? {}, { order, most: walked.rows });

  const walk = itemWalkSql(source, order, place, walked, Prisma.sql`i.id, i.position`);
  const behind = itemsBehindSql(source, order, place, page);
  const rows = await db.$queryRaw<{ id: string; position: bigint; sort_value: string | null; behind: boolean }[]>(
    behind
      ? Prisma.sql`
        (SELECT w.*, FALSE AS behind FROM (${walk}) w)
        UNION ALL (SELECT NULL, NULL, NULL, b.behind FROM (${behind}) b)`
      : Prisma.sql`SELECT w.*, FALSE AS behind FROM (${walk}) w`,
  );

  const cut = cutPage(
    rows.filter((row) => !row.behind),
    page,
    rows.some((row) => row.behind),
  );
  return {
    ...cut,
    rows: cut.rows.map((row) => ({
      id: row.id,
      cursor: itemCursor(dataset.id, order, { position: row.position, sortValue: row.sort_value }),
    })),
  };
}

/** Returns SQL for the rows from a cursor on, in the order of the list or backward, with their sort values. */
export function itemWalkSql(
  source: ItemSource,
  order: ItemOrder,
  place: ItemPlace | null,
  { rows, backward }: WalkedRows,
  columns: Prisma.Sql,
): Prisma.Sql {
  // The row count is part of the SQL text and not a parameter. Otherwise PostgreSQL would not plan for a small count.
  return Prisma.sql`
    SELECT ${columns}, ${sortValueSql(order)} AS sort_value
    ${source.sql} ${place ? Prisma.sql`AND ${beyondSql(order, place, backward, source.position)}` : Prisma.empty}
    ORDER BY ${itemOrderSql(order, backward, source.position)} LIMIT ${Prisma.raw(String(rows))}`;
}

/** Returns SQL for one row at the cursor or before it. For a backward page, at the cursor or after it. */
export function itemsBehindSql(
  source: ItemSource,
  order: ItemOrder,
  place: ItemPlace | null,
  { backward }: Pick<Page, 'backward'>,
): Prisma.Sql | null {
  return (
    place &&
    Prisma.sql`
    SELECT TRUE AS behind ${source.sql} AND ${beyondSql(order, place, !backward, source.position, true)}
    ORDER BY ${itemOrderSql(order, !backward, source.position)} LIMIT 1`
  );
}
