import type { Db } from '#database/databases.ts';
import type { DatasetExport } from '#prisma/client/client.ts';
import type { ExportFormat } from '#prisma/client/enums.ts';
import { describeAsCroissant } from './croissant.ts';
import type { ExportFileKind } from './export-filename.ts';
import { type ItemFileKind, itemLines } from './item-lines.ts';
import type { WrittenObject } from './write-object.ts';

/** Description of the items. If a format has one, it is the main file, and the file with the items is the data file. */
interface Description extends ExportFileKind {
  write: (db: Db, made: DatasetExport, lines: WrittenObject) => AsyncIterable<string>;
}

interface FilesOfFormat {
  items: ItemFileKind;
  description: Description | null;
}

/** Files of each export format. */
export const exportFormats: Record<ExportFormat, FilesOfFormat> = {
  NDJSON: { items: itemLines, description: null },
  CROISSANT: {
    items: itemLines,
    description: { extension: 'croissant.json', contentType: 'application/ld+json', write: describeAsCroissant },
  },
};

/** Part of an export: the main file, or the data file to which a description refers. */
export type ExportPart = 'MAIN' | 'DATA';

/** Returns the extension and content type of one part of an export. */
export function fileKindOf(format: ExportFormat, part: ExportPart): ExportFileKind {
  const { items, description } = exportFormats[format];
  switch (part) {
    case 'MAIN':
      return description ?? items;
    case 'DATA':
      return items;
    default:
      return part satisfies never;
  }
}
