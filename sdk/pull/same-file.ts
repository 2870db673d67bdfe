/**
 * Returns a form of a path that is equal for paths which a file system may not distinguish. Those differ only in case
 * or in their form of Unicode.
 */
export function sameFile(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
