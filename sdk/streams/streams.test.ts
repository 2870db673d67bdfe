import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { collect } from '../testing/scene.ts';
import { mapInOrder } from './map-in-order.ts';
import { readLines } from './read-lines.ts';
import { reportWhile } from './report-while.ts';
import { sortStrings } from './sort-strings.ts';
import { createSpool } from './spool.ts';

test('lines are the same however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), fc.integer({ min: 1, max: 9 }), async (words, size) => {
      const bytes = Buffer.from(words.map((word) => `${word.replaceAll('\n', ' ')}\n`).join(''));
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      const lines = await collect(readLines(from(chunks)));
      expect(Buffer.concat(lines.map((line) => Buffer.concat([line!, Buffer.from('\n')])))).toEqual(bytes);
    }),
  );
});

test('a line that is too long is told as such, and the next one is read', async () => {
  const lines = await collect(readLines(from(['abc', 'def\nab\n', 'a\nabcdefg'].map((text) => Buffer.from(text))), 5));
  expect(lines.map((line) => line?.toString() ?? null)).toEqual([null, 'ab', 'a', null]);
});

test('sorting in files is sorting', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), async (strings) => {
      const folder = temporaryFolder();
      expect(await collect(sortStrings(from(strings), folder, 3))).toEqual([...strings].sort());
    }),
    { numRuns: 30 },
  );
});

test('a spool gives back what was put into it, as often as it is asked', async () => {
  const spool = createSpool<object>(join(temporaryFolder(), 'rows.ndjson'));
  const rows = Array.from({ length: 5_000 }, (_, index) => ({ index, name: `two\nlines \u2028 ${'x'.repeat(50)}` }));
  for (const row of rows) await spool.add(row);
  await spool.end();
  expect(await collect(spool.rows())).toEqual(rows);
  expect(await collect(spool.rows())).toEqual(rows);
});

test('a spool whose disk fails says so', async () => {
  const spool = createSpool<string>('/nonexistent/rows.ndjson');
  await expect(spool.end()).rejects.toThrow('ENOENT');
});

test('results come in order, with no more at work than allowed', async () => {
  let [running, most] = [0, 0];
  const results = mapInOrder(from([5, 1, 4, 2, 3]), 2, async (value) => {
    running += 1;
    most = Math.max(most, running);
    await setTimeout(value * 3);
    running -= 1;
    return value;
  });
  expect(await collect(results)).toEqual([5, 1, 4, 2, 3]);
  expect(most).toBe(2);
});

test('a failure among results is met in its turn, when the others have ended', async () => {
  let ended = 0;
  const results = mapInOrder(from([1, 2, 3]), 3, async (value) => {
    if (value === 2) throw new Error('No.');
    await setTimeout(value * 5);
    ended += 1;
    return value;
  });
  await expect(collect(results)).rejects.toThrow('No.');
  expect(ended).toBe(2);
});

test('work that fails is reported after its last snapshot', async () => {
  const seen: number[] = [];
  let count = 0;
  const run = async () => {
    for await (const snapshot of reportWhile(
      setTimeout(30).then(() => Promise.reject(new Error('No.'))),
      () => ++count,
      10,
    ))
      seen.push(snapshot);
  };
  await expect(run()).rejects.toThrow('No.');
  expect(seen.length).toBeGreaterThan(0);
});

async function* from<Value>(values: readonly Value[]): AsyncGenerator<Value> {
  yield* values;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
