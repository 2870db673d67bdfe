import type { ExportFileKind } from './export-filename.ts';
import type { ExportedItem } from './exported-items.ts';

/** A kind of file with the items of a revision. */
export interface ItemFileKind extends ExportFileKind {
  print: (item: ExportedItem) => string;
}

/** The file with the lines of a manifest. */
export const itemLines: ItemFileKind = {
  extension: 'ndjson',
  contentType: 'application/x-ndjson',
  print: (item) => `${JSON.stringify(item)}\n`,
};
