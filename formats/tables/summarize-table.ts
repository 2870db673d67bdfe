import { type ColumnType, maxColumns, type TableFile } from './table-file.ts';
import type { TableFormat } from './table-format.ts';
import { textOfCell } from './text-of-cell.ts';

/** Columns and row count of a table, stored with its file. */
export interface TableShape {
  /** Number of rows. Null if the file is too long to count its rows. */
  rowCount: number | null;
  /** Number of columns, at most 20,000. */
  columnCount: number;
  /** First columns, at most 1,000. */
  columns: { name: string; type: ColumnType }[];
}

/** Content of a file in the role TABLE_SUMMARY. As JSON it has at most 64 kB. It is documented in `docs/media.md`. */
export interface TableSummary extends Omit<TableShape, 'columns'> {
  format: TableFormat;
  encoding: string | null;
  /** Number of rows from which the statistics of the columns are computed. */
  sampledRowCount: number;
  columns: SummaryColumn[];
  /** First rows, with each cell as text. Null for a missing value. Long texts are cut and end with `…`. */
  rows: (string | null)[][];
}

interface SummaryColumn {
  name: string;
  type: ColumnType;
  missingCount: number;
  distinctCount: number;
  min: string | null;
  max: string | null;
}

const maxShapeColumns = 1_000;
const maxSummaryColumns = 100;
const sampledRows = 1_000;
const maxRows = 20;
const maxTextLength = 100;
const maxNameLength = 200;
const maxByteSize = 64_000;

/** Returns the shape of a table. Its row count is null if not all rows have been found. */
export function shapeOf(table: TableFile): TableShape {
  return {
    rowCount: table.isComplete ? table.foundRowCount : null,
    columnCount: Math.min(table.columns.length, maxColumns),
    columns: table.columns
      .slice(0, maxShapeColumns)
      .map(({ name, type }) => ({ name: short(name, maxNameLength), type })),
  };
}

/** Reads the first rows of a table and returns its summary. */
export async function summarizeTable(table: TableFile, format: TableFormat): Promise<TableSummary> {
  const columns = table.columns.slice(0, maxSummaryColumns);
  const sampledRowCount = Math.min(sampledRows, table.foundRowCount);
  const rows = await table.read(0, sampledRowCount, [...columns.keys()]);
  const summary: TableSummary = {
    format,
    encoding: table.encoding?.label ?? null,
    ...shapeOf(table),
    sampledRowCount,
    columns: columns.map(({ name, type }, index) => ({
      name: short(name, maxNameLength),
      type,
      ...figuresOf(rows, index, type),
    })),
    rows: rows.slice(0, maxRows).map((row) => row.map((cell) => shortText(textOfCell(cell)))),
  };
  const isTooLong = () => new TextEncoder().encode(JSON.stringify(summary)).byteLength > maxByteSize;
  while (summary.rows.length > 0 && isTooLong()) summary.rows.pop();
  while (summary.columns.length > 0 && isTooLong()) summary.columns.pop();
  return summary;
}

function figuresOf(rows: readonly unknown[][], index: number, type: ColumnType) {
  const texts = rows.map((row) => textOfCell(row[index]));
  const present = texts.filter((text): text is string => text !== null && text !== '');
  const distinct = [...new Set(present)];
  const isNumber = type === 'INTEGER' || type === 'NUMBER';
  const compare = (a: string, b: string) => (isNumber ? Number(a) - Number(b) : a < b ? -1 : 1);
  const ordered = isNumber ? distinct.filter((text) => !Number.isNaN(Number(text))) : distinct;
  const hasOrder = type !== 'NESTED' && type !== 'BINARY';
  const [min, max] = hasOrder
    ? [ordered.reduce(least(compare), null), ordered.reduce(most(compare), null)]
    : [null, null];
  return {
    missingCount: texts.length - present.length,
    distinctCount: distinct.length,
    min: shortText(min),
    max: shortText(max),
  };
}

type Compare = (a: string, b: string) => number;
const least = (compare: Compare) => (found: string | null, text: string) =>
  found === null || compare(text, found) < 0 ? text : found;
const most = (compare: Compare) => (found: string | null, text: string) =>
  found === null || compare(text, found) > 0 ? text : found;

function shortText(text: string | null): string | null {
  return text === null ? null : short(text, maxTextLength);
}

function short(text: string, length: number): string {
  return (text.length > length ? `${text.slice(0, length)}…` : text).replaceAll('\0', '').toWellFormed();
}
