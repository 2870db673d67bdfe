/** Returns the comments after `#` of a file as a page: each on its line, and all other lines empty. */
export function hashComments(source: string): string {
  return source
    .split('\n')
    .map((line) => /^\s*#(?!!) ?(.*)$/.exec(line)?.[1]?.trimStart() ?? '')
    .join('\n');
}
