import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Migration, readMigrations } from '#server/migrate/read-migrations.ts';
import { projectFile } from '#system/project-files.ts';
import { migrationFaults, parseChecksums, printChecksums, recordNew } from '../scripts/migration-checksums.ts';

const migrations = readMigrations(projectFile('prisma/migrations'));
const recorded = parseChecksums(readFileSync(projectFile('prisma/migration-checksums.txt'), 'utf8'));
const [first, second] = migrations as [Migration, Migration];

// `npm run check` compares the migrations of this checkout.
test('line ends of another system do not count as a change', () => {
  const windows = migrations.map((migration) => ({ ...migration, sql: migration.sql.replaceAll('\n', '\r\n') }));
  expect(migrationFaults(windows, recorded)).toEqual([]);
});

test('a changed comment, a removed migration and an unrecorded one are each named', () => {
  const changed = { ...first, sql: `${first.sql}-- a comment\n`, checksum: 'other' };
  const added = { ...second, name: '29991231000000_new' };
  const faults = migrationFaults([changed, ...migrations.slice(2), added], recorded);
  expect(faults).toEqual([
    expect.stringMatching(`^${first.name} was changed.*Restore its file`),
    expect.stringMatching(`^${second.name} is recorded but missing`),
    expect.stringMatching(`^${added.name} is not recorded. Run: npm run record-migrations`),
  ]);
});

test('recording adds what is new and keeps every earlier record', () => {
  const changed = { ...first, checksum: 'other' };
  const added = { ...second, name: '29991231000000_new', checksum: 'new' };
  const made = recordNew([changed, ...migrations.slice(1), added], recorded);
  expect(made.get(first.name)).toBe(recorded.get(first.name));
  expect(made.get(added.name)).toBe('new');
  expect(parseChecksums(printChecksums(recorded))).toEqual(recorded);
});
