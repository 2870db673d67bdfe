const longest = 255;

/** Shortens a filename to a length that every file system accepts. Keeps its extension. */
export function shortenFilename(filename: string): string {
  if (filename.length <= longest) return filename;
  const extension = /\.[^.]{1,16}$/.exec(filename)?.[0] ?? '';
  let kept = '';
  for (const character of filename) {
    if (kept.length + character.length + extension.length > longest) break;
    kept += character;
  }
  return kept + extension;
}
