/**
 * Converts the comments after `#` of a file to a page. Line numbers stay the same, and all other lines become empty.
 */
export function hashComments(source: string): string {
  return source
    .split('\n')
    .map((line) => /^\s*#(?!!) ?(.*)$/.exec(line)?.[1]?.trimStart() ?? '')
    .join('\n');
}
