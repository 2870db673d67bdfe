import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { compareNatural, naturalKey } from '#formats/natural-order.ts';
import { textCases } from '#tests/kit/text-cases.ts';
import { compileQuery } from './tsquery.ts';
import { textWords, transcriptWords } from './words.ts';

test.each([
  ['C of the system', "LOCALE_PROVIDER libc LOCALE 'C'"],
  ['C.UTF-8 of PostgreSQL', "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"],
  ['Turkish of ICU', "LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C'"],
])('words and orders are the same in a database of the locale %s', async (locale, options) => {
  await inDatabase(locale, options, async (client) => {
    const queries = textCases.map(([, query]) => compileQuery(query).match ?? '');
    const { rows } = await client.query<{ found: boolean }>({
      text: `SELECT words::tsvector @@ query::tsquery AS found
             FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS c (words, query, number) ORDER BY number`,
      values: [textCases.map(([text]) => textWords(text).words), queries],
    });
    const wrong = textCases.filter(([, , isFound], index) => rows[index]!.found !== isFound);
    expect(wrong).toEqual([]);

    const names = textCases.map(([text]) => text).filter((name, index, all) => all.indexOf(name) === index);
    const { rows: ordered } = await client.query<{ name: string }>({
      text: `SELECT name FROM unnest($1::text[], $2::text[]) AS n (name, key) ORDER BY key COLLATE "C", name COLLATE "C"`,
      values: [names, names.map(naturalKey)],
    });
    expect(ordered.map(({ name }) => name)).toEqual(names.toSorted(compareNatural));
  });
});

async function inDatabase(locale: string, options: string, work: (client: Client) => Promise<void>) {
  const url = new URL(inject('adminConnectionString'));
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  const name = `locale_${locale.replaceAll(/\W/g, '_').toLowerCase()}_${process.pid}`;
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' ${options}`);
    url.pathname = `/${name}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}

test('words of a long transcript fit into a tsvector, however often they are repeated', async () => {
  // Makes 15,001 words of four consonants, each 40 times.
  const wordOf = (number: number) =>
    [12, 8, 4, 0].map((shift) => 'bcdfghjklmnpqrtv'[((number % 15_001) >> shift) & 15]).join('');
  const cues = Array.from({ length: 600 }, (_, cue) => ({
    text: Array.from({ length: 1_000 }, (__, index) => wordOf(cue * 1_000 + index)).join(' '),
  }));
  const { words, byteSize } = transcriptWords(cues);
  expect(byteSize).toBeLessThanOrEqual(400_000);
  await inDatabase('long', "LOCALE_PROVIDER libc LOCALE 'C'", async (client) => {
    const { rows } = await client.query('SELECT length($1::tsvector) > 10000 AS many', [words]);
    expect(rows).toEqual([{ many: true }]);
  });
});
