import { expect, test } from 'vitest';
import { openTable } from './open-table.ts';
import type { TableFile } from './table-file.ts';
import type { TableFormat } from './table-format.ts';
import { bytesOf } from './testing/bytes-of.ts';

const open = (content: string | Uint8Array, format: TableFormat = 'CSV', contentType = 'text/csv') =>
  openTable(bytesOf(content), format, contentType);
const rowsOf = (table: TableFile, start = 0, end = table.foundRowCount) =>
  table.read(start, end, [...table.columns.keys()]);
const shapeOf = ({ columns }: TableFile) => columns.map(({ name, type }) => `${name} ${type}`);
const encoded = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));

test('columns have the types of their values', async () => {
  const table = await open(
    [
      'id,weight,ringed,day,seen at,code,note',
      '1,1.5,true,2024-05-01,2024-05-01T10:00:00Z,007,a heron',
      '-2,1e3,FALSE,2024-05-02,2024-05-01 10:00,008,"said ""no"""',
      'NA,,,,,,',
    ].join('\r\n'),
  );
  expect(shapeOf(table)).toEqual([
    'id INTEGER',
    'weight NUMBER',
    'ringed BOOLEAN',
    'day DATE',
    'seen at TIMESTAMP',
    'code TEXT',
    'note TEXT',
  ]);
  expect((await rowsOf(table)).map((row) => row[6])).toEqual(['a heron', 'said "no"', '']);
});

test.each([
  ['semicolons', 'a;b\n1,5;2\n', ['1,5', '2']],
  ['bars', 'a|b\n1|2\n', ['1', '2']],
  ['tabs', 'a\tb\n1\t2\n', ['1', '2']],
  ['a byte order mark', '\uFEFFa,b\n1,2\n', ['1', '2']],
  ['line ends of Macintosh', 'a,b\r1,2\r', ['1', '2']],
  ['blank lines', '\n\na,b\n\n1,2\n\n', ['1', '2']],
])('values separated by, or with, %s', async (_name, text, row) => {
  const table = await open(text);
  expect(table.columns.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(await rowsOf(table)).toEqual([row]);
});

test('line ends in quotes are part of a cell', async () => {
  const table = await open('a,b\n"first\r\nsecond, third",2\nx,3\n');
  expect(await rowsOf(table)).toEqual([
    ['first\nsecond, third', '2'],
    ['x', '3'],
  ]);
});

test('longer rows add columns, shorter rows have missing cells', async () => {
  const table = await open('a,b\n1\n1,2,3,4\n');
  expect(table.columns.map(({ name }) => name)).toEqual(['a', 'b', 'Column 3', 'Column 4']);
  expect(await rowsOf(table)).toEqual([
    ['1', undefined, undefined, undefined],
    ['1', '2', '3', '4'],
  ]);
});

test.each([
  ['numbers', '1,2\n3,4\n', ['Column 1', 'Column 2'], 2],
  ['words and years', 'country,2019,2020\nPeru,1,2\n', ['country', '2019', '2020'], 1],
  ['an index without a name', ',a,b\n0,1,2\n', ['Column 1', 'a', 'b'], 1],
  ['a number among words', 'place,1,count\nPeru,a,2\nChile,b,3\n', ['place', '1', 'count'], 2],
])('a first row of %s', async (_name, text, names, rowCount) => {
  const table = await open(text);
  expect(table.columns.map(({ name }) => name)).toEqual(names);
  expect(table.foundRowCount).toBe(rowCount);
});

test.each([
  ['windows-1252', encoded('größe,ort\n1,Köln und Düsseldorf, überall wächst Gemüse\n', 'latin1'), 'größe'],
  ['utf-16le', encoded('\uFEFFgröße,ort\n1,Köln\n', 'utf16le'), 'größe'],
  ['utf-16be', encoded('\uFEFFgröße,ort\n1,Köln\n', 'utf16le').map((_, i, all) => all[i ^ 1]!), 'größe'],
])('%s', async (label, bytes, name) => {
  const table = await open(bytes);
  expect(table.encoding?.label).toBe(label);
  expect(table.columns[0]?.name).toBe(name);
  expect(table.foundRowCount).toBe(1);
});

test('a long file is read part by part, in any encoding, and any part can be read again', async () => {
  const lines = Array.from(
    { length: 90_000 },
    (_, row) => `${row},"größe ${row}\nzweite Zeile",${'x'.repeat(row % 50)}`,
  );
  for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) {
    const mark = encoding === 'utf16le' ? '\uFEFF' : '';
    const file = bytesOf(encoded(`${mark}id,name,rest\n${lines.join('\n')}`, encoding));
    const table = await openTable(file, 'CSV', 'text/csv');
    expect(table.isComplete).toBe(false);
    expect(file.read.byteSize).toBeLessThan(700_000);
    while (!table.isComplete) await table.findMore();
    expect(table.foundRowCount).toBe(lines.length);
    for (const row of [0, 1, 4_000, 44_444, 89_999, 3]) {
      expect(await table.read(row, row + 1, [0, 1])).toEqual([[String(row), `größe ${row}\nzweite Zeile`]]);
    }
    expect((await table.read(80_000, 90_000, [0])).length).toBe(10_000);
  }
});

test('parts that were let go are read again', async () => {
  const line = `${'y'.repeat(500)}\n`;
  const file = bytesOf(`n,text\n${Array.from({ length: 200_000 }, (_, row) => `${row},${line}`).join('')}`);
  const table = await openTable(file, 'CSV', 'text/csv');
  while (!table.isComplete) await table.findMore();
  const before = file.read.byteSize;
  expect(await table.read(7, 8, [0])).toEqual([['7']]);
  expect(file.read.byteSize).toBeGreaterThan(before);
  expect(await table.read(100_001, 100_002, [0])).toEqual([['100001']]);
});

test('10,000 columns, and more than are kept', async () => {
  const wide = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`).join(',');
  expect((await open(`${wide(10_000)}\n${wide(10_000)}\n`)).columns).toHaveLength(10_000);
  expect((await open(`${wide(30_000)}\n${wide(30_000)}\n`)).columns).toHaveLength(20_000);
});

test('a cell of 50 MB is read, a row of 200 MB is refused', async () => {
  const cell = 'z'.repeat(50_000_000);
  const table = await open(`a,b\n1,"${cell}"\n2,x\n`);
  while (!table.isComplete) await table.findMore();
  expect((await table.read(0, 2, [1])).map(([text]) => (text as string).length)).toEqual([50_000_000, 1]);
  const endless = await open(`a,b\n1,"${'z'.repeat(200_000_000)}`);
  await expect(endless.findMore()).rejects.toMatchObject({ fault: 'TABLE_ROW_TOO_LONG' });
}, 60_000);

test('an empty file has no columns, a header alone no rows', async () => {
  expect(await open('')).toMatchObject({ columns: [], foundRowCount: 0, isComplete: true });
  const header = await open('a,b\n');
  expect([header.columns.length, header.foundRowCount, header.isComplete]).toEqual([2, 0, true]);
});

test('what is not text says so', async () => {
  const noise = Uint8Array.from({ length: 3_000 }, (_, index) => (index * 37) % 251);
  await expect(open(noise)).rejects.toMatchObject({ fault: 'TABLE_NOT_TEXT' });
  const wide = new Uint8Array([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0, 0x0a, 0, 0, 0]);
  await expect(open(wide)).rejects.toMatchObject({ fault: 'TABLE_UTF_32' });
});

test('members of JSON objects are columns, also those that come later', async () => {
  const lines = [
    { id: 1, name: 'heron', at: '2024-05-01', place: { lat: 1.5 }, tags: ['a'] },
    { id: 2.5, name: 3, at: null, seen: true },
  ];
  const table = await open(
    `${lines.map((line) => JSON.stringify(line)).join('\n')}\nbroken {\n[1,2]\n"alone"\n`,
    'NDJSON',
  );
  expect(shapeOf(table)).toEqual([
    'id NUMBER',
    'name TEXT',
    'at DATE',
    'place NESTED',
    'tags NESTED',
    'seen BOOLEAN',
    'not JSON TEXT',
    'Column 1 INTEGER',
    'Column 2 INTEGER',
    'value TEXT',
  ]);
  expect(table.invalidRowCount).toBe(1);
  const rows = await rowsOf(table);
  expect(rows[0]?.slice(0, 5)).toEqual([1, 'heron', '2024-05-01', { lat: 1.5 }, ['a']]);
  expect(rows[2]?.[6]).toBe('broken {');
});

test('JSON that is not one value a line says so', async () => {
  const pretty = JSON.stringify([{ a: 1 }, { b: 2 }], null, 2);
  await expect(open(pretty, 'NDJSON')).rejects.toMatchObject({ fault: 'TABLE_NOT_JSON' });
});
