/** A kind of file that exports consist of. */
export interface ExportFileKind {
  extension: string;
  contentType: string;
}

/** Kind of the file with the lines of a manifest, which every export has. */
export const itemLines: ExportFileKind = { extension: 'ndjson', contentType: 'application/x-ndjson' };

/** Returns the filename of an export file. The description in the same export refers to the data by this name. */
export function exportFilename(slug: string, revision: number, { extension }: ExportFileKind): string {
  return `${slug}-r${revision}.${extension}`;
}
