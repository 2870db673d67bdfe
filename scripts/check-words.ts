import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { commentFaults } from './words/comment-faults.ts';
import { databaseComments } from './words/database-comments.ts';
import { descriptionFaults } from './words/description-faults.ts';
import { hashComments } from './words/hash-comments.ts';
import { messageFaults } from './words/message-faults.ts';
import { pageFaults } from './words/page-faults.ts';
import { stringFaults } from './words/string-faults.ts';

/**
 * Checks that comments, docs, UI strings and descriptions of the GraphQL schema are in plain words. They must not
 * contain banned phrases or long sentences, and docs no long table cells. Messages outside the viewer have a separate
 * list of banned phrases. Prints each place with a suggestion.
 */

/** Folders whose comments are checked. */
const folders: readonly string[] = [
  'bench',
  'bin',
  'client',
  'database',
  'domain',
  'formats',
  'object-store',
  'plan',
  'prisma',
  'samples',
  'schema',
  'scripts',
  'sdk',
  'server',
  'system',
  'tests',
];

/** Markdown pages that are checked. The texts of the samples are excluded. */
const pages: readonly string[] = ['*.md', ':!samples/lumen', ':!samples/LICENSES.md'];

/** Files whose comments after `#` are checked like pages. */
const hashFiles: readonly string[] = ['.env.example', 'Dockerfile', '*.py', '*.yml'];

/** Files of the database whose comments are checked. */
const databaseFiles: readonly string[] = ['prisma/schema.prisma', 'prisma/walls.sql'];

/** Files whose strings are messages to callers, operators or users of the command line. */
const messageFiles = /^(?:bin|domain|formats|schema|sdk|server|system)\/(?!.*(?:\.test\.ts$|\/testing\/))/;

/** GraphQL schema, whose descriptions are checked. */
const contract = 'schema/schema.graphql';

const sources = filesOf(folders).filter((file) => /\.(?:ts|tsx|css|js)$/.test(file) && !file.includes('/gql/'));
const faults = [
  ...sources.flatMap((file) => commentFaults(file, readFileSync(file, 'utf8'))),
  ...sources.filter((file) => /^client\/\w[\w-]*\/strings\.ts$/.test(file)).flatMap(stringFaults),
  ...sources.filter((file) => messageFiles.test(file)).flatMap(messageFaults),
  ...filesOf(databaseFiles).flatMap((file) => commentFaults(file, databaseComments(readFileSync(file, 'utf8')))),
  ...filesOf(pages).flatMap((file) => pageFaults(file, readFileSync(file, 'utf8'))),
  ...filesOf(hashFiles).flatMap((file) => pageFaults(file, hashComments(readFileSync(file, 'utf8')))),
  ...descriptionFaults(contract, readFileSync(contract, 'utf8')),
];
for (const fault of faults) console.log(fault);
process.exit(faults.length === 0 ? 0 : 1);

function filesOf(paths: readonly string[]): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...paths], {
    encoding: 'utf8',
  });
  return listed.split('\n').filter((file) => file !== '');
}
