/**
 * Returns the comments of a Prisma schema or a SQL file as comments of TypeScript, for `commentFaults`. Lines keep
 * their numbers. The rows of a table in a comment are left out, because they are not sentences.
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
