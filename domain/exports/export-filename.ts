/** A kind of file that exports are made of. */
export interface ExportFileKind {
  extension: string;
  contentType: string;
}

/** The lines of a manifest, which every export has. */
export const itemLines: ExportFileKind = { extension: 'ndjson', contentType: 'application/x-ndjson' };

/** Returns the name under which a file of an export is saved, and which the description beside it uses. */
export function exportFilename(slug: string, revision: number, { extension }: ExportFileKind): string {
  return `${slug}-r${revision}.${extension}`;
}
