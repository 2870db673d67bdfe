import type { Db } from '#database/databases.ts';
import type { DatasetExport } from '#prisma/client/client.ts';
import type { ExportFormat } from '#prisma/client/enums.ts';
import { describeAsCroissant } from './croissant.ts';
import type { ExportFileKind } from './export-filename.ts';
import { type ItemFileKind, itemLines } from './item-lines.ts';
import type { WrittenObject } from './write-object.ts';

/** A description of the items. It is the main file of its export, and the file with the items is its data. */
interface Description extends ExportFileKind {
  write: (db: Db, made: DatasetExport, lines: WrittenObject) => AsyncIterable<string>;
}

interface FilesOfFormat {
  items: ItemFileKind;
  description: Description | null;
}

/** The files of each format. */
export const exportFormats: Record<ExportFormat, FilesOfFormat> = {
  NDJSON: { items: itemLines, description: null },
  CROISSANT: {
    items: itemLines,
    description: { extension: 'croissant.json', contentType: 'application/ld+json', write: describeAsCroissant },
  },
};

/** The main file of an export, or the items that its description refers to. */
export type ExportPart = 'MAIN' | 'DATA';

/** Returns the kind of file of a part of an export. */
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
