import { type CursorValue, encodeCursor } from './cursor.ts';
import { type KeysetColumn, type KeysetQuery, keysetArguments, keysetBehind } from './keyset.ts';
import { cutPage, type Page, type PageOf } from './page.ts';

/** A list and its order. `name` is part of its cursors, so that cursors of other lists are refused. */
export interface KeysetList<Row> {
  name: string;
  columns: readonly KeysetColumn[];
  /** Returns the values of the columns in a row, for its cursor. */
  valuesOf: (row: Row) => readonly CursorValue[];
}

/**
 * Returns one page of a list, at the same cost at any depth. `load` reads rows that match the query and the caller's
 * own conditions. Beyond the first page, `loadBehind` reads one row on the side that the walk came from. So page info
 * is exact even if the row of the cursor was deleted. `loadBehind` may select fewer columns.
 */
export async function findKeysetPage<Row extends object>(
  { name, columns, valuesOf }: KeysetList<Row>,
  page: Page,
  load: (query: KeysetQuery) => Promise<Row[]>,
  loadBehind: (query: KeysetQuery) => Promise<object[]> = load,
): Promise<PageOf<Row & { cursor: string }>> {
  const behind = keysetBehind(name, columns, page);
  const [rows, rowsBehind] = await Promise.all([
    load(keysetArguments(name, columns, page)),
    behind ? loadBehind(behind) : [],
  ]);
  const cut = cutPage(rows, page, rowsBehind.length > 0);
  return { ...cut, rows: cut.rows.map((row) => ({ ...row, cursor: encodeCursor(name, valuesOf(row)) })) };
}
