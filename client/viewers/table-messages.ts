import type { TableColumn } from '#formats/tables/table-file.ts';
import type { TableFormat } from '#formats/tables/table-format.ts';
import type { TableFault } from '#formats/tables/unreadable-table.ts';
import type { TextEncoding } from '#formats/text-encoding.ts';

/* Messages between the page and the web worker that reads a table. */

/** State of a table, which changes while more of it is read. */
export interface TableState {
  columns: readonly TableColumn[];
  /** Number of rows found so far, before the filter. */
  foundRowCount: number;
  /** Number of rows that are shown: found, and chosen by the filter. */
  shownRowCount: number;
  isComplete: boolean;
  /** Share of the file that was read, from 0 to 1. */
  foundShare: number;
  encoding: TextEncoding | null;
  invalidRowCount: number;
  /** Whether the table is small enough to be sorted and filtered. */
  canArrange: boolean;
}

export interface Arrangement {
  sort: { column: number; isDescending: boolean } | null;
  filter: { text: string; column: number | null } | null;
}

/** Rows and columns, from the first to before the last. */
export interface CellRange {
  rowStart: number;
  rowEnd: number;
  columnStart: number;
  columnEnd: number;
}

/** Values of a column in the rows that were read. */
export interface ColumnFigures {
  rowCount: number;
  missingCount: number;
  distinctCount: number;
  /** Number of values in parts of equal width, or of each value if there are few. Empty if neither makes sense. */
  bars: readonly number[];
  min: string | null;
  max: string | null;
}

export interface WholeCell {
  text: string;
  /** Whether the text is a list or an object. */
  isNested: boolean;
  isCut: boolean;
}

export type CopyFormat = 'CSV' | 'TSV';

/** Requests to the worker, with their answers. */
export interface TableTasks {
  open: { input: { byteSize: number; contentType: string; format: TableFormat }; output: null };
  findMore: { input: null; output: null };
  read: { input: CellRange; output: (string | null)[][] };
  cell: { input: { row: number; column: number }; output: WholeCell };
  copy: { input: CellRange & { format: CopyFormat }; output: string | null };
  arrange: { input: Arrangement; output: null };
  figures: { input: { columnStart: number; columnEnd: number }; output: ColumnFigures[] };
}
export type TableTask = keyof TableTasks;

export type ToWorker =
  | { [Task in TableTask]: { id: number; task: Task; input: TableTasks[Task]['input'] } }[TableTask]
  | { rangeId: number; bytes: ArrayBuffer | null };

export type FromWorker =
  | { rangeId: number; start: number; end: number }
  | { id: number; output: unknown; state: TableState }
  | { id: number; fault: TableFault | 'NOT_LOADED' | 'UNKNOWN' };
