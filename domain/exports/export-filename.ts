/** Extension and content type of a file of an export. */
export interface ExportFileKind {
  extension: string;
  contentType: string;
}

/**
 * Returns the filename of a file of an export. The description in the same export refers to the data file by this name.
 */
export function exportFilename(slug: string, revision: number, { extension }: ExportFileKind): string {
  return `${slug}-r${revision}.${extension}`;
}
