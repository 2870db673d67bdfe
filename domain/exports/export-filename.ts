/** A kind of file that exports consist of. */
export interface ExportFileKind {
  extension: string;
  contentType: string;
}

/** Returns the filename of an export file. The description in the same export refers to the data by this name. */
export function exportFilename(slug: string, revision: number, { extension }: ExportFileKind): string {
  return `${slug}-r${revision}.${extension}`;
}
