import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

/** Runs all checks of the code except the tests. Prints all errors, not only the first one. */
const floors = [
  'bin',
  'client',
  'database',
  'domain',
  'formats',
  'object-store',
  'plan',
  'prisma',
  'schema',
  'sdk',
  'server',
  'system',
  'tests',
];
const generated = [
  'schema/schema.graphql',
  'client/gql',
  'sdk/gql',
  'docs/manifest.schema.json',
  'python/vitrine/folder/tables.json',
  'python/vitrine/api/operations.json',
  'python/persisted-documents.json',
  'schema/plans/client.sql',
  'schema/plans/sdk.sql',
];

const before = digest(generated);
const steps: [string, () => Promise<{ code: number; output: string }>][] = [
  [
    'generated files',
    async () => {
      const made = await run('npm', ['run', '--silent', 'codegen'], { quiet: true });
      if (made.code !== 0 || digest(generated) === before) return made;
      return { code: 1, output: `${generated.join(', ')} were out of date. They have been made anew: commit them.\n` };
    },
  ],
  ['migrations', () => run('tsx', ['scripts/check-migrations.ts'], { quiet: true })],
  ['types', () => run('tsc', ['--noEmit', '-p', '.'], { quiet: true })],
  ['lint', () => run('oxlint', ['--type-aware', '--deny-warnings'], { quiet: true })],
  ['format', () => run('biome', ['ci', '--colors=off', '.'], { quiet: true })],
  ['Python', () => run('tsx', ['scripts/check-python.ts'], { quiet: true })],
  ['words', () => run('tsx', ['scripts/check-words.ts'], { quiet: true })],
  ['strings of the viewer', () => run('tsx', ['scripts/check-strings.ts'], { quiet: true })],
  ['import rules', () => run('depcruise', floors, { quiet: true })],
  ['GraphQL lint', () => run('eslint', ['--config', 'eslint.config.js', 'schema/schema.graphql'], { quiet: true })],
  ['GraphQL compatibility', () => run('tsx', ['scripts/check-compatibility.ts'], { quiet: true })],
];

let failed = 0;
for (const [name, step] of steps) {
  const started = performance.now();
  const { code, output } = await step();
  if (code !== 0) failed += 1;
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (code !== 0) console.log(output);
}
process.exit(failed === 0 ? 0 : 1);

function digest(paths: readonly string[]) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesOf)) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!path.endsWith('gql')) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name));
}
