/**
 * Converts the comments of a Prisma schema or SQL file to TypeScript comments, for `commentFaults`. Line numbers stay
 * the same. Table rows are removed, because they are not sentences.
 */
export function databaseComments(source: string): string {
  return source
    .split('\n')
    .map((line) => {
      const [, text] = /^\s*(?:\/\/\/?|--)( .*)?$/.exec(line) ?? [];
      return text === undefined || text.startsWith('   ') ? '' : `//${text}`;
    })
    .join('\n');
}
