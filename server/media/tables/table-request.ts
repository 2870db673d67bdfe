import type { TableShape, TableSummary } from '#formats/tables/summarize-table.ts';
import type { TableFormat } from '#formats/tables/table-format.ts';
import type { TableFault } from '#formats/tables/unreadable-table.ts';

/** A table for the separate process, which asks for its bytes. */
export interface TableRequest {
  byteSize: number;
  contentType: string;
  format: TableFormat;
}

export interface ReadTable {
  shape: TableShape;
  summary: TableSummary;
  invalidRowCount: number;
  /** Encoding that was detected, not declared. */
  detectedEncoding: string | null;
}

/** Bytes that the process needs, from `start` to before `end`. */
export interface WantedRange {
  id: number;
  start: number;
  end: number;
}

export type TableMessage =
  | { range: WantedRange }
  | { table: ReadTable }
  | { fault: TableFault; details: string }
  /** A fault of the server. */
  | { error: string };

export interface FoundRange {
  id: number;
  bytes: Uint8Array;
}
