import type { ExportFileKind } from './export-filename.ts';
import type { ExportedItem } from './exported-items.ts';

/** Kind of file that contains the items of a revision. */
export interface ItemFileKind extends ExportFileKind {
  print: (item: ExportedItem) => string;
}

/** File with one manifest line per item. */
export const itemLines: ItemFileKind = {
  extension: 'ndjson',
  contentType: 'application/x-ndjson',
  print: (item) => `${JSON.stringify(item)}\n`,
};
