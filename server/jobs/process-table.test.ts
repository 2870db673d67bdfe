import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import type { TableSummary } from '#formats/tables/summarize-table.ts';
import type { Asset } from '#prisma/client/client.ts';
import { ask } from '#tests/kit/ask.ts';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import { reasons } from '../media/unreadable.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();

const csv = 'text/csv';
const parquet = 'application/vnd.apache.parquet';
const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../tests/fixtures/tables', `${name}.parquet`));

async function published(bytes: Uint8Array, contentType: string) {
  const { publishFile, runJobs } = lab();
  const { asset, itemId } = await publishFile({ bytes: Buffer.from(bytes), contentType, type: 'TABLE' });
  await runJobs();
  return { asset, itemId, ...(await seen(asset)) };
}

async function seen(asset: Asset) {
  const { look, bytesOf } = lab();
  const { derived, steps, tableShape } = await look(asset);
  const [file] = derived.filter(({ sourceRole }) => sourceRole === 'TABLE_SUMMARY');
  const summary = file && (JSON.parse((await bytesOf(file)).toString()) as TableSummary);
  return { shape: tableShape, step: steps.find((step) => step.startsWith('summarizeTable')), summary, file };
}

test('a table has its columns, its row count and its first rows', async () => {
  const lines = Array.from({ length: 30_000 }, (_, row) => `${row},"heron ${row % 7}",${row % 2 === 0 ? '' : row / 4}`);
  const { shape, step, summary, file } = await published(Buffer.from(`id,name,weight\n${lines.join('\n')}`), csv);
  expect(step).toBe('summarizeTable: DONE');
  const columns = [
    { name: 'id', type: 'INTEGER' },
    { name: 'name', type: 'TEXT' },
    { name: 'weight', type: 'NUMBER' },
  ];
  expect(shape).toEqual({ rowCount: 30_000, columnCount: 3, columns });
  expect(summary).toMatchObject({
    format: 'CSV',
    encoding: 'utf-8',
    rowCount: 30_000,
    sampledRowCount: 1_000,
    columns: [
      { name: 'id', missingCount: 0, distinctCount: 1_000, min: '0', max: '999' },
      { name: 'name', distinctCount: 7, min: 'heron 0', max: 'heron 6' },
      { name: 'weight', missingCount: 500, min: '0.25', max: '249.75' },
    ],
  });
  expect(summary?.rows).toHaveLength(20);
  expect(summary?.rows[1]).toEqual(['1', 'heron 1', '0.25']);
  expect(Number(file?.byteSize)).toBeLessThan(64_001);
});

test('Parquet of Arrow has the same', async () => {
  const { shape, summary } = await published(fixture('arrow-zstd'), parquet);
  expect(shape).toMatchObject({ rowCount: 200, columnCount: 12 });
  expect(summary?.rows[1]?.slice(0, 4)).toEqual(['1', '1152921504606846977', 'heron 1', '0.3333333333333333']);
  expect(summary?.columns[1]).toMatchObject({ min: '1152921504606846976', type: 'INTEGER' });
});

test('of a large Parquet file only the parts that are needed are read', async () => {
  const { publishFile, runJobs, storage } = lab();
  const bytes = Buffer.from(
    parquetWriteBuffer({
      columnData: Array.from({ length: 10 }, (_, column) => ({
        name: `c${column}`,
        data: Float64Array.from({ length: 400_000 }, (_, row) => (row * 7_919 + column) % 1_000_003),
      })),
      pageSize: 64 * 1024,
    }),
  );
  const { asset } = await publishFile({ bytes, contentType: parquet, type: 'TABLE' });
  const before = storage.read.bind(storage);
  let readByteSize = 0;
  storage.read = (key, range) => {
    if (key === asset.objectKey) readByteSize += range ? range.end + 1 - range.start : bytes.byteLength;
    return before(key, range);
  };
  await runJobs().finally(() => (storage.read = before));
  expect((await seen(asset)).shape).toMatchObject({ rowCount: 400_000 });
  expect(readByteSize).toBeLessThan(bytes.byteLength / 10);
});

test('members of the organization read columns and count by the API, and nobody else does', async () => {
  const { alice, mallory, birds, runJobs } = lab();
  const file = fileOf('day,count\n2024-05-01,3\n', { contentType: csv, filename: 'counts.csv' });
  await publishItems(alice, birds.id, [itemFor('counts', file, { type: 'TABLE' })], [file]);
  await runJobs();
  const query = `{ dataset(organizationSlug: "lumen", slug: "birds") { item(key: "counts") { type content { __typename
    ... on TableContent { rowCount columnCount columns { name type } summary { role contentType derived } }
  } } } }`;
  expect(await ask(alice, query)).toEqual({
    dataset: {
      item: {
        type: 'TABLE',
        content: {
          __typename: 'TableContent',
          rowCount: 1,
          columnCount: 2,
          columns: [
            { name: 'day', type: 'DATE' },
            { name: 'count', type: 'INTEGER' },
          ],
          summary: { role: 'TABLE_SUMMARY', contentType: 'application/json', derived: true },
        },
      },
    },
  });
  expect(await ask(mallory, query)).toEqual({ dataset: null });
});

test('what had to be left out or guessed is said', async () => {
  const german = Buffer.from('größe;ort\n1;Köln und Düsseldorf, überall wächst Gemüse\n', 'latin1');
  expect((await published(german, csv)).step).toBe(
    'summarizeTable: DONE, The encoding is not declared. windows-1252 was detected.',
  );
  const lines = Buffer.from('{"a":1}\nbroken\n{"a":2}\n');
  expect((await published(lines, 'application/x-ndjson')).step).toBe(
    'summarizeTable: DONE, 1 lines are not valid JSON, and are shown as text.',
  );
});

test.each<[string, Uint8Array, string, keyof typeof reasons]>([
  ['noise', Uint8Array.from({ length: 3_000 }, (_, index) => (index * 37) % 251), csv, 'TABLE_NOT_TEXT'],
  ['a JSON array', Buffer.from('[\n{"a":1},\n{"a":2},\n{"a":3}\n]'), 'application/x-ndjson', 'TABLE_NOT_JSON'],
  ['Parquet without its end', fixture('arrow-snappy').subarray(0, 9_000), parquet, 'PARQUET_DAMAGED'],
  ['encrypted Parquet', fixture('encrypted-footer'), parquet, 'PARQUET_ENCRYPTED'],
])(
  '%s has a reason and no summary',
  async (_name, bytes, contentType, reason) => {
    const { step, summary, shape } = await published(bytes, contentType);
    expect(step).toBe(`summarizeTable: FAILED, ${reasons[reason]}`);
    expect([summary, shape]).toEqual([undefined, null]);
  },
  120_000,
);

test('10,000 columns and very long cells make a small summary', async () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `column ${index} ${'n'.repeat(300)}`);
  const wide = await published(Buffer.from(`${names.join(',')}\n${names.map(() => 'x'.repeat(500)).join(',')}\n`), csv);
  expect(wide.shape).toMatchObject({ columnCount: 10_000, rowCount: 1 });
  expect(Number(wide.file?.byteSize)).toBeLessThan(64_001);
  const long = await published(Buffer.from(`a,b\n1,"${'y\n'.repeat(25_000_000)}"\n2,z\n`), csv);
  expect(long.shape).toMatchObject({ rowCount: 2 });
  expect(Number(long.file?.byteSize)).toBeLessThan(5_000);
}, 120_000);

test('an empty file has no columns and no rows', async () => {
  const { shape, step } = await published(new Uint8Array(0), csv);
  expect([shape, step]).toEqual([{ rowCount: 0, columnCount: 0, columns: [] }, 'summarizeTable: DONE']);
});
