import type { Db } from '#database/databases.ts';
import type { DatasetExport } from '#prisma/client/client.ts';
import type { ExportFormat } from '#prisma/client/enums.ts';
import { describeAsCroissant } from './croissant.ts';
import { type ExportFileKind, itemLines } from './export-filename.ts';
import type { WrittenObject } from './write-object.ts';

/** A description of the lines. It is the main file of its export, and the lines are its data. */
interface Description extends ExportFileKind {
  write: (db: Db, made: DatasetExport, lines: WrittenObject) => AsyncIterable<string>;
}

/** The file that each format adds to the lines of the items. */
export const exportFormats: Record<ExportFormat, { description: Description | null }> = {
  NDJSON: { description: null },
  CROISSANT: {
    description: { extension: 'croissant.json', contentType: 'application/ld+json', write: describeAsCroissant },
  },
};

/** The main file of an export, or the lines that its description refers to. */
export type ExportPart = 'MAIN' | 'DATA';

/** Returns the kind of file of a part of an export. */
export function fileKindOf(format: ExportFormat, part: ExportPart): ExportFileKind {
  switch (part) {
    case 'MAIN':
      return exportFormats[format].description ?? itemLines;
    case 'DATA':
      return itemLines;
    default:
      return part satisfies never;
  }
}
