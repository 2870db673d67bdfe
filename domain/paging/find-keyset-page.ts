import { type CursorValue, encodeCursor } from './cursor.ts';
import { type KeysetColumn, type KeysetQuery, keysetArguments, keysetBehind } from './keyset.ts';
import { cutPage, type Page, type PageOf } from './page.ts';

/** A list and its order. `name` stands in its cursors: one of another list is refused. */
export interface KeysetList<Row> {
  name: string;
  columns: readonly KeysetColumn[];
  /** What the columns are in a row, as its cursor remembers them. */
  valuesOf: (row: Row) => readonly CursorValue[];
}

/**
 * One page of a list, at the same cost wherever it lies. `load` reads rows by a condition that it adds to its own; beyond
 * the first page it is also asked for one row on the side the walk came from, so that page info is exact though the row of
 * the cursor may be gone; `loadBehind` may read less of that one.
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
