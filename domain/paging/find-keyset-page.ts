import { type CursorValue, encodeCursor } from './cursor.ts';
import { type KeysetColumn, type KeysetQuery, keysetArguments, keysetBehind } from './keyset.ts';
import { cutPage, type Page, type PageOf } from './page.ts';

/** A list and its order. `name` is part of its cursors, so that the list can reject cursors of other lists. */
export interface KeysetList<Row> {
  name: string;
  columns: readonly KeysetColumn[];
  /** Returns the sort values of a row, for its cursor. */
  valuesOf: (row: Row) => readonly CursorValue[];
}

/**
 * Returns one page of a list. Every page has the same cost. `load` reads rows by the given query, together with the
 * caller's conditions. `loadBehind` reads one row at the cursor or before it. For a backward page, at the cursor or
 * after it. So the page info is exact even if the row of the cursor was deleted. `loadBehind` may select fewer columns.
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
