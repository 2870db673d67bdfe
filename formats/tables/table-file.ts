import type { TextEncoding } from '../text-encoding.ts';

/** File from which ranges of bytes can be read. `end` is exclusive. */
export interface TableBytes {
  byteLength: number;
  slice(start: number, end: number): Promise<ArrayBuffer>;
}

/** Types of the columns of a table. NESTED means lists and objects. */
export const columnTypes = [
  'BOOLEAN',
  'INTEGER',
  'NUMBER',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TEXT',
  'BINARY',
  'NESTED',
] as const;
export type ColumnType = (typeof columnTypes)[number];

export interface TableColumn {
  name: string;
  type: ColumnType;
  /** Set if the cells are encrypted. All cells of the column are then missing values. */
  isEncrypted?: true;
}

/** Value of a cell. Null and undefined mean a missing value. */
export type Cell = unknown;

/** Table that is read in parts. */
export interface TableFile {
  /** Columns found so far. Later rows can add columns at the end. */
  readonly columns: readonly TableColumn[];
  /** Number of rows found so far. */
  readonly foundRowCount: number;
  /** Whether all rows have been found, so that `foundRowCount` is exact. */
  readonly isComplete: boolean;
  /** Fraction of the file in which rows have been found, from 0 to 1. */
  readonly foundShare: number;
  /** Encoding of a text file. Null for Parquet. */
  readonly encoding: TextEncoding | null;
  /** Number of invalid rows, which are shown as text. */
  readonly invalidRowCount: number;
  /** Size of all values before compression, in a format that compresses them. */
  readonly uncompressedByteSize?: number;
  /** Finds the next rows. Does nothing if all rows have been found. */
  findMore(): Promise<void>;
  /**
   * Returns cells of rows that have been found. `columns` contains indices, and the cells of a row are in their order.
   */
  read(start: number, end: number, columns: readonly number[]): Promise<Cell[][]>;
}

/** Maximum number of columns. Cells of further columns are omitted. */
export const maxColumns = 20_000;
