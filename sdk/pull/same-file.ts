/** What names have in common that a file system may take for one: those that differ in case, or in their form of Unicode. */
export function sameFile(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
