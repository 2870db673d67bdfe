import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileMetaData } from 'hyparquet';
import { parquetMetadata } from 'hyparquet';
import { ByteWriter, parquetWriteBuffer } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { expect, test } from 'vitest';
import { openTable } from './open-table.ts';
import type { TableBytes } from './table-file.ts';
import { bytesOf } from './testing/bytes-of.ts';

const type = 'application/vnd.apache.parquet';
const open = (bytes: TableBytes) => openTable(bytes, 'PARQUET', type);
const fixture = (name: string) =>
  bytesOf(readFileSync(join(import.meta.dirname, '../../tests/fixtures/tables', `${name}.parquet`)));

test.each(['none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4'])('a file of Arrow, compressed by %s', async (codec) => {
  const table = await open(fixture(`arrow-${codec}`));
  expect(table.columns.map((column) => `${column.name} ${column.type}`)).toEqual([
    'id INTEGER',
    'big INTEGER',
    'name TEXT',
    'weight NUMBER',
    'ringed BOOLEAN',
    'day DATE',
    'seen TIMESTAMP',
    'price NUMBER',
    'tags NESTED',
    'place NESTED',
    'raw BINARY',
    'kind TEXT',
  ]);
  expect(table.foundRowCount).toBe(200);
  const all = [...table.columns.keys()];
  // Both row groups, and pages in their middle.
  for (const [start, end] of [
    [118, 123],
    [0, 1],
    [77, 79],
    [0, 200],
  ] as const) {
    const rows = await table.read(start, end, all);
    expect(rows).toHaveLength(end - start);
    for (const [offset, row] of rows.entries()) expect(plain(row)).toEqual(plain(rowOf(start + offset)));
  }
});

test('a file of DuckDB', async () => {
  const table = await open(fixture('duckdb'));
  const [row] = await table.read(299, 300, [...table.columns.keys()]);
  expect(table.columns.map((column) => column.type)).toEqual([
    'INTEGER',
    'TEXT',
    'NUMBER',
    'DATE',
    'NESTED',
    'NESTED',
    'TEXT',
    'NUMBER',
    'NUMBER',
    'TIMESTAMP',
  ]);
  expect(plain(row!.slice(0, 6))).toEqual(['299', 'heron 4', 448.5, '2024-10-26', ['299', '300'], { a: '299' }]);
  expect(row![9]).toBe('2024-05-01 08:00:00');
});

const columnCount = 20;
const rowCount = 200_000;
/** A file of one row group, as programs of data science write them. */
function largeFile(options: { offsetIndex: boolean }) {
  return parquetWriteBuffer({
    columnData: Array.from({ length: columnCount }, (_, column) => ({
      name: `c${column}`,
      data: Float64Array.from({ length: rowCount }, (_, row) => (row * 7_919 + column) % 100_003),
      ...options,
    })),
    pageSize: 64 * 1024,
    rowGroupSize: rowCount,
  });
}

test('the first rows of 10 GB need less than 2 MB', async () => {
  const file = repeated(largeFile({ offsetIndex: false }), 10_000_000_000);
  expect(file.byteLength).toBeGreaterThan(10_000_000_000);
  const table = await open(file);
  expect(table.foundRowCount).toBeGreaterThan(20_000_000);
  const first = await table.read(
    0,
    50,
    Array.from({ length: 10 }, (_, index) => index),
  );
  expect(first[49]?.[3]).toBe((49 * 7_919 + 3) % 100_003);
  expect(file.read.byteSize).toBeLessThan(2_000_000);
  // Rows in the middle, by the headers of the pages before them.
  const row = Math.floor(table.foundRowCount / 2);
  const before = file.read.byteSize;
  const [middle] = await table.read(row, row + 1, [3]);
  expect(middle?.[0]).toBe(((row % rowCount) * 7_919 + 3) % 100_003);
  expect(file.read.byteSize - before).toBeLessThan(1_500_000);
});

test('rows are read once', async () => {
  const file = bytesOf(largeFile({ offsetIndex: true }));
  const table = await open(file);
  await table.read(20_000, 20_040, [1, 2, 3]);
  const { byteSize } = file.read;
  await table.read(20_020, 20_060, [1, 2]);
  expect(file.read.byteSize).toBe(byteSize);
});

test('an encrypted file says so', async () => {
  await expect(open(fixture('encrypted-footer'))).rejects.toMatchObject({ fault: 'PARQUET_ENCRYPTED' });
});

test('columns beside an encrypted one are read', async () => {
  const table = await open(fixture('encrypted-column'));
  expect(table.columns.map(({ name, isEncrypted = false }) => [name, isEncrypted])).toEqual([
    ['id', false],
    ['name', true],
  ]);
  expect(plain(await table.read(3, 4, [0, 1]))).toEqual([['3', null]]);
});

const small = () =>
  parquetWriteBuffer({ columnData: [{ name: 'a', data: Int32Array.from({ length: 100 }, (_, i) => i) }] });

test('a file whose end is missing, and other files, are damaged', async () => {
  const whole = new Uint8Array(small());
  for (const bytes of [
    whole.slice(0, -10),
    whole.slice(-4),
    new Uint8Array(0),
    new TextEncoder().encode('a,b\n1,2\n3,4\n'),
  ]) {
    await expect(open(bytesOf(bytes))).rejects.toMatchObject({ fault: 'PARQUET_DAMAGED' });
  }
});

test.each<[string, string, (metadata: FileMetaData) => void]>([
  ['says more rows than its groups have', 'PARQUET_DAMAGED', (it) => (it.num_rows = 5_000_000_000n)],
  [
    'says more rows than its pages have',
    'PARQUET_DAMAGED',
    (it) => {
      it.num_rows = 5_000_000_000n;
      it.row_groups[0]!.num_rows = 5_000_000_000n;
    },
  ],
  [
    'says fewer rows than its pages have',
    'PARQUET_DAMAGED',
    (it) => {
      it.num_rows = 5n;
      it.row_groups[0]!.num_rows = 5n;
    },
  ],
  [
    'says a place outside',
    'PARQUET_DAMAGED',
    (it) => (it.row_groups[0]!.columns[0]!.meta_data!.data_page_offset = 10n ** 12n),
  ],
  [
    'says a negative place',
    'PARQUET_DAMAGED',
    (it) => (it.row_groups[0]!.columns[0]!.meta_data!.data_page_offset = -50n),
  ],
  [
    'has a codec that is not decoded',
    'PARQUET_CODEC',
    (it) => (it.row_groups[0]!.columns[0]!.meta_data!.codec = 'LZO'),
  ],
  ['says another codec', 'PARQUET_DAMAGED', (it) => (it.row_groups[0]!.columns[0]!.meta_data!.codec = 'GZIP')],
])('a file that %s: %s', async (_name, fault, change) => {
  const bytes = withFooter(small(), change);
  await expect(
    open(bytesOf(bytes)).then((table) => table.read(0, Math.min(200, table.foundRowCount), [0])),
  ).rejects.toMatchObject({ fault });
});

test('a page that says a wild size is refused before it is decoded', async () => {
  const bytes = new Uint8Array(small());
  // The header of the first page: type, then the size before compression as a zigzag number.
  const at = bytes.findIndex((byte, index) => byte === 0x15 && bytes[index + 2] === 0x15 && index >= 4);
  const wild = new Uint8Array([...bytes.slice(0, at + 3), 0xfe, 0xff, 0xff, 0xff, 0x0f, ...bytes.slice(at + 5)]);
  const table = await open(bytesOf(withFooter(wild, () => {}, bytes)));
  await expect(table.read(0, 100, [0])).rejects.toMatchObject({ name: 'UnreadableTable' });
});

test('any damage of a file ends in rows or a fault', async () => {
  const whole = readFileSync(join(import.meta.dirname, '../../tests/fixtures/tables/arrow-snappy.parquet'));
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 300; round += 1) {
    const bytes = Uint8Array.from(whole);
    for (let index = 0; index < 8; index += 1) bytes[random() % bytes.length] = random() % 256;
    const read = open(bytesOf(bytes)).then((table) => table.read(0, 50, [...table.columns.keys()]));
    await read.catch((error: unknown) => expect(error).toMatchObject({ name: 'UnreadableTable' }));
  }
});

/** The row that the script behind the fixtures wrote. */
function rowOf(row: number) {
  const names = ['a', 'b'].slice(0, row % 3);
  return [
    BigInt(row),
    2n ** 60n + BigInt(row),
    row % 7 === 0 ? null : `heron ${row % 5}`,
    row / 3,
    row % 2 === 0,
    new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10),
    `${new Date(Date.UTC(2024, 0, 1, 12 + row)).toISOString().slice(0, 19).replace('T', ' ')}.123456`,
    row / 100,
    row % 10 === 0 ? null : Array.from({ length: row % 4 }, (_, index) => `t${index}`),
    { lat: row * 0.5, names },
    new Uint8Array([255, row % 256, 0]),
    `k${row % 3}`,
  ];
}

/** Makes values comparable: bigints as text, missing values as null. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : (each ?? null))),
  );
}

/** Writes the footer of a file anew, with a change. */
function withFooter(file: ArrayBuffer | Uint8Array, change: (metadata: FileMetaData) => void, of = file): Uint8Array {
  const bytes = new Uint8Array(file);
  const source = new Uint8Array(of);
  const metadata = parquetMetadata(source);
  change(metadata);
  const footerByteSize = new DataView(source.buffer).getUint32(source.byteLength - 8, true) + 8;
  return new Uint8Array([...bytes.slice(0, bytes.byteLength - footerByteSize), ...footerOf(metadata)]);
}

function footerOf(metadata: FileMetaData): Uint8Array {
  const writer = new ByteWriter();
  // The writer has the types of the version of hyparquet that it was made for.
  writeMetadata(writer, metadata as Parameters<typeof writeMetadata>[1]);
  writer.appendUint32(0x31524150);
  return new Uint8Array(writer.getBuffer());
}

/** A file of at least this size, whose row groups are the one of another file, again and again. */
function repeated(file: ArrayBuffer, byteSize: number): TableBytes & { read: { byteSize: number } } {
  const base = parquetMetadata(file);
  const groupByteSize = file.byteLength;
  const count = Math.ceil(byteSize / groupByteSize);
  const [group] = base.row_groups;
  const row_groups = Array.from({ length: count }, (_, index) => ({
    ...group!,
    columns: group!.columns.map((column) => ({
      ...column,
      meta_data: {
        ...column.meta_data!,
        data_page_offset: column.meta_data!.data_page_offset + BigInt(index * groupByteSize),
        dictionary_page_offset:
          column.meta_data!.dictionary_page_offset &&
          column.meta_data!.dictionary_page_offset + BigInt(index * groupByteSize),
      },
    })),
  }));
  const footer = footerOf({ ...base, num_rows: group!.num_rows * BigInt(count), row_groups });
  const bodyByteSize = count * groupByteSize;
  const read = { byteSize: 0 };
  return {
    byteLength: bodyByteSize + footer.byteLength,
    read,
    slice(start, end) {
      read.byteSize += end - start;
      const part = new Uint8Array(end - start);
      for (let at = start; at < end; ) {
        const from =
          at < bodyByteSize ? new Uint8Array(file).subarray(at % groupByteSize) : footer.subarray(at - bodyByteSize);
        const piece = from.subarray(0, end - at);
        part.set(piece, at - start);
        at += piece.byteLength;
      }
      return Promise.resolve(part.buffer);
    },
  };
}
