import { expect, test } from 'vitest';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();

/** Unique indexes that do not name the organization: a request with a secret does not say whose it is. */
const ofSecrets = ['api_token_secret_hash_key', 'invitation_secret_hash_key', 'share_link_secret_hash_key'];

interface UniqueIndex {
  table: string;
  name: string;
  isPrimary: boolean;
  columns: string[];
}

/** Returns the unique indexes of the tables whose rows belong to an organization. */
async function uniqueIndexes(): Promise<UniqueIndex[]> {
  const { rows } = await lab().databases.systemPool.query<UniqueIndex>(
    `SELECT t.relname AS table, i.relname AS name, x.indisprimary AS "isPrimary",
       ARRAY(SELECT pg_get_indexdef(x.indexrelid, n, true) FROM generate_series(1, x.indnkeyatts) n) AS columns
     FROM pg_index x
     JOIN pg_class t ON t.oid = x.indrelid
     JOIN pg_class i ON i.oid = x.indexrelid
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'org_id' AND NOT a.attisdropped
     WHERE x.indisunique AND t.relkind IN ('r', 'p') AND t.relnamespace = 'public'::regnamespace
     ORDER BY 1, 2`,
  );
  return rows;
}

test('the primary key of each table with org_id begins with it', async () => {
  const { rows: tables } = await lab().databases.systemPool.query<{ name: string }>(
    `SELECT t.relname AS name FROM pg_class t
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'org_id' AND NOT a.attisdropped
     WHERE t.relkind IN ('r', 'p') AND t.relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const keys = new Map((await uniqueIndexes()).filter(({ isPrimary }) => isPrimary).map((key) => [key.table, key]));
  expect(tables.length).toBeGreaterThan(25);
  for (const { name } of tables) expect(keys.get(name)?.columns[0], name).toBe('org_id');
});

test('each other unique index of these tables names it, except those of secrets', async () => {
  const without = (await uniqueIndexes()).filter(({ columns }) => !columns.includes('org_id'));
  expect(without.map(({ name }) => name)).toEqual(ofSecrets);
});

test('a foreign key between these tables begins with it on both sides', async () => {
  const { rows } = await lab().databases.systemPool.query<{ name: string; from: string; to: string }>(
    `SELECT c.conname AS name, a.attname AS from, b.attname AS to FROM pg_constraint c
     JOIN pg_attribute own ON own.attrelid = c.conrelid AND own.attname = 'org_id'
     JOIN pg_attribute other ON other.attrelid = c.confrelid AND other.attname = 'org_id'
     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
     WHERE c.contype = 'f' ORDER BY 1`,
  );
  expect(rows.length).toBeGreaterThan(15);
  for (const { name, from, to } of rows) expect([from, to], name).toEqual(['org_id', 'org_id']);
});

// The list above is how the first test would find a table that a later migration adds.
test('a new table whose key is its id alone would be found', async () => {
  const { systemPool } = lab().databases;
  await systemPool.query('CREATE TABLE note (id uuid PRIMARY KEY, org_id uuid NOT NULL, secret text UNIQUE)');
  const found = (await uniqueIndexes()).filter(({ table }) => table === 'note');
  expect(found.map(({ columns }) => columns)).toEqual([['id'], ['secret']]);
  await systemPool.query('DROP TABLE note');
});
