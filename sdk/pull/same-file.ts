/**
 * Converts a path to a form in which two paths are equal if some file system treats them as the same file. Such paths
 * differ only in case or in the Unicode normal form.
 */
export function sameFile(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
