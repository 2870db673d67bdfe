import type { TextEncoding } from './text-encoding.ts';

/** Bytes of a file that are read by ranges. `end` is exclusive. */
export interface TableBytes {
  byteLength: number;
  slice(start: number, end: number): Promise<ArrayBuffer>;
}

/** Types of the columns of a table. NESTED has lists and objects. */
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
  /** Set if the cells are encrypted. They are missing then. */
  isEncrypted?: true;
}

/** Value of a cell. Null and undefined stand for a missing value. */
export type Cell = unknown;

/** A table that is read part by part. */
export interface TableFile {
  /** Columns found so far. Later rows may add columns at the end. */
  readonly columns: readonly TableColumn[];
  /** Number of rows found so far. */
  readonly foundRowCount: number;
  /** Whether all rows are found, so that `foundRowCount` is exact. */
  readonly isComplete: boolean;
  /** Share of the file in which rows were found, from 0 to 1. */
  readonly foundShare: number;
  /** Encoding of a text file. Null for Parquet. */
  readonly encoding: TextEncoding | null;
  /** Number of rows that are not valid and are shown as text. */
  readonly invalidRowCount: number;
  /** Size of all values before compression, in a format that compresses them. */
  readonly uncompressedByteSize?: number;
  /** Finds the next rows. Does nothing if all are found. */
  findMore(): Promise<void>;
  /** Returns cells of rows that were found, in the order of `columns`, which are indexes. */
  read(start: number, end: number, columns: readonly number[]): Promise<Cell[][]>;
}

/** Maximum number of columns. Cells of further columns are left out. */
export const maxColumns = 20_000;
