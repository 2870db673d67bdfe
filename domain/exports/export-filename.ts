import type { ExportFormat } from '#prisma/client/enums.ts';

/** What a file of an export is called where it is saved, and in the description that lies beside it. */
export function exportFilename(slug: string, revision: number, format: ExportFormat): string {
  return `${slug}-r${revision}.${format === 'CROISSANT' ? 'croissant.json' : 'ndjson'}`;
}
