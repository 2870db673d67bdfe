import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { cloneDatabase } from '#tests/kit/postgres.ts';
import { migrate } from './migrate.ts';

test('applies what is new, in order, and says what that was', async () => {
  const alice = await emptyDatabase();
  const directory = migrations({
    '2_letter_place': 'ALTER TABLE letter ADD place text;',
    '1_letter': 'CREATE TABLE letter (id int PRIMARY KEY);',
  });
  expect(await migrate(alice.connectionString, { directory })).toEqual(['1_letter', '2_letter_place']);
  expect(await migrate(alice.connectionString, { directory })).toEqual([]);

  write(directory, { '3_letter_date': 'ALTER TABLE letter ADD sent_at timestamptz;' });
  expect(await migrate(alice.connectionString, { directory })).toEqual(['3_letter_date']);
  expect(await alice.ask('SELECT count(*)::int AS count FROM letter')).toEqual([{ count: 0 }]);
});

test('works on a connection one has, and leaves it open', async () => {
  const alice = await emptyDatabase();
  const directory = migrations({ '1_letter': 'CREATE TABLE letter (id int PRIMARY KEY);' });
  expect(await migrate(alice.client, { directory })).toEqual(['1_letter']);
  expect(await alice.ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('of fifty that start at once one applies, and the others wait', async () => {
  const alice = await emptyDatabase();
  const directory = migrations({
    '1_letter': 'CREATE TABLE letter (id int PRIMARY KEY); SELECT pg_sleep(0.2);',
    '2_index': '-- no transaction\nCREATE INDEX CONCURRENTLY letter_index ON letter (id);',
  });
  const starts = await Promise.all(Array.from({ length: 50 }, () => migrate(alice.connectionString, { directory })));
  expect(starts.filter((applied) => applied.length > 0)).toEqual([['1_letter', '2_index']]);
  expect(await alice.ask('SELECT migration_name, applied_steps_count FROM _prisma_migrations ORDER BY 1')).toEqual([
    { migration_name: '1_letter', applied_steps_count: 1 },
    { migration_name: '2_index', applied_steps_count: 1 },
  ]);
});

test.each([
  {
    mistake: 'a word PostgreSQL does not know',
    sql: 'CREATE TABLE letter (\n  id int\n);\n\nCREATE TABL stamp ();\n',
    place: 'migration.sql:5:8: syntax error at or near "TABL"',
  },
  {
    mistake: 'a table that is not there',
    sql: 'CREATE TABLE letter (id int);\n\n-- ; not here; nor in the name ";"\nINSERT INTO  stamp VALUES (1);\n',
    place: 'migration.sql:4:14: relation "stamp" does not exist',
  },
  {
    mistake: 'data that breaks a rule',
    sql: `CREATE TABLE letter (id int UNIQUE, "a;b" text DEFAULT ';');\nDO $f$ BEGIN PERFORM 1; END $f$; /* ; */\n  INSERT INTO letter VALUES (1), (1);\n`,
    place:
      'migration.sql:3:3: duplicate key value violates unique constraint "letter_id_key" (Key (id)=(1) already exists.)',
  },
])('a failure tells its place and leaves nothing: $mistake', async ({ sql, place }) => {
  const alice = await emptyDatabase();
  const directory = migrations({ '1_first': 'CREATE TABLE first ();', '2_letter': sql });

  const failure = migrate(alice.connectionString, { directory });
  await expect(failure).rejects.toThrow(place);
  await expect(failure).rejects.toThrow('Nothing of it was applied.');
  expect(await alice.ask(`SELECT to_regclass('letter') AS letter, to_regclass('first')::text AS first`)).toEqual([
    { letter: null, first: 'first' },
  ]);

  write(directory, { '2_letter': 'CREATE TABLE letter ();' });
  expect(await migrate(alice.connectionString, { directory })).toEqual(['2_letter']);
});

test('what cannot be written down is not applied', async () => {
  const alice = await emptyDatabase();
  const directory = migrations({
    '1_letter': `CREATE TABLE letter (); ALTER TABLE _prisma_migrations ADD CHECK (migration_name <> '1_letter');`,
  });
  await expect(migrate(alice.connectionString, { directory })).rejects.toThrow('violates check constraint');
  expect(await alice.ask(`SELECT to_regclass('letter') AS letter`)).toEqual([{ letter: null }]);
});

test('what fails outside of a transaction has to be looked at', async () => {
  const alice = await emptyDatabase();
  const directory = migrations({
    '1_letter': 'CREATE TABLE letter AS SELECT 1 AS id UNION ALL SELECT 1;',
    '2_index': '-- no transaction\nCREATE UNIQUE INDEX CONCURRENTLY letter_id ON letter (id);',
  });
  await expect(migrate(alice.connectionString, { directory })).rejects.toThrow('Check what it left behind');
  await expect(migrate(alice.connectionString, { directory })).rejects.toThrow(
    /The migration 2_index began in this database and did not finish.*npx prisma migrate resolve/,
  );
});

test('a migration that was changed after it was applied is refused', async () => {
  const alice = await emptyDatabase();
  const directory = migrations({ '1_letter': 'CREATE TABLE letter (\n  id int\n);\n' });
  await migrate(alice.connectionString, { directory });

  write(directory, { '1_letter': 'CREATE TABLE letter (\r\n  id int\r\n);\r\n' });
  expect(await migrate(alice.connectionString, { directory }), 'line ends do not count').toEqual([]);

  write(directory, { '1_letter': 'CREATE TABLE letter (\n  id bigint\n);\n' });
  await expect(migrate(alice.connectionString, { directory })).rejects.toThrow(
    'is not the file that was applied to this database. Restore it',
  );
});

test('a database of a newer version is refused', async () => {
  const alice = await emptyDatabase();
  await migrate(alice.connectionString, { directory: migrations({ '1_letter': 'CREATE TABLE letter ();' }) });
  const older = migrations({ '0_stamp': 'CREATE TABLE stamp ();' });
  await expect(migrate(alice.connectionString, { directory: older })).rejects.toThrow(
    'The database has the migration 1_letter, which is not part of this version of Vitrine',
  );
  expect(await alice.ask(`SELECT to_regclass('stamp') AS stamp`)).toEqual([{ stamp: null }]);
});

test('the lock is free again after a failure', async () => {
  const alice = await emptyDatabase();
  const directory = migrations({ '1_letter': 'nonsense' });
  await expect(migrate(alice.client, { directory })).rejects.toThrow('syntax error');
  write(directory, { '1_letter': 'CREATE TABLE letter ();' });
  expect(await migrate(alice.connectionString, { directory })).toEqual(['1_letter']);
});

async function emptyDatabase() {
  const { connectionString, drop } = await cloneDatabase(inject('adminConnectionString'), 'template1');
  const client = new Client({ connectionString });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  return { connectionString, client, ask: async (question: string) => (await client.query<object>(question)).rows };
}

function migrations(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'vitrine-migrations-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n');
  write(directory, files);
  return directory;
}

function write(directory: string, files: Record<string, string>): void {
  for (const [name, sql] of Object.entries(files)) {
    mkdirSync(join(directory, name), { recursive: true });
    writeFileSync(join(directory, name, 'migration.sql'), sql);
  }
}
