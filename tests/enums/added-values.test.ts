import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addValues, type Declaration } from './add-values.ts';
import { copySources } from './copy-sources.ts';
import { errorsOf, placesOf } from './places-of.ts';

/*
 * Adds a value to each enum and union of strings in a copy of the sources. Compares the places that the compiler names
 * with places.txt. A place that drops out is no longer complete by type, and would miss a new value.
 * `npx vitest run tests/enums -u` writes places.txt anew.
 */
let folder: string;
let declarations: Declaration[];
let errors: string[];

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'vitrine-added-values-')));
  declarations = addValues(folder, copySources(folder));
  const { stdout } = spawnSync('node_modules/.bin/tsc', ['--noEmit', '--pretty', 'false', '-p', folder], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  errors = errorsOf(stdout);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the compiler names every place that must answer for a new value', async () => {
  const found = declarations.map(({ label, value }) => {
    const places = placesOf(errors, value, folder);
    return [label, ...(places.length > 0 ? places : ['(nowhere)']).map((place) => `  ${place}`)].join('\n');
  });
  await expect(`${found.join('\n')}\n`).toMatchFileSnapshot('places.txt');
});

test('a value is added to every enum of the database', () => {
  const enums = readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^enum (\w+)/gm);
  const labels = declarations.map(({ label }) => label);
  for (const [, name] of enums) expect(labels).toContain(`${name} of prisma/client/enums.ts`);
});

test('a value is added to every enum of the contract that the viewer or the SDK uses', () => {
  const labels = declarations.map(({ label }) => label);
  for (const file of ['client/gql/graphql.ts', 'sdk/gql/graphql.ts']) {
    const enums = readFileSync(file, 'utf8').matchAll(
      /^export type (\w+) =\n\s+(?:\/\*\*(?:[^*]|\*(?!\/))*\*\/\s+)?\| '/gm,
    );
    for (const [, name] of enums) expect(labels).toContain(`${name} of ${file}`);
  }
});
