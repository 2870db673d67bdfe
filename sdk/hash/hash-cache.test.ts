import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sha256Of } from '../testing/scene.ts';
import { fileState } from './file-state.ts';
import { type HashCache, openHashCache } from './hash-cache.ts';
import { hashFile } from './hash-file.ts';

const longAgo = '1700000000000000000-1700000000000000000-7';

test('a file that has not changed is known again, one that has is not', async () => {
  const place = temporaryFolder();
  const file = join(place, 'a.txt');
  writeFileSync(file, 'A');
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  const cache = openHashCache(place, '/data');
  const { sha256, ...state } = await hashFile(file);
  cache.remember('a.txt', state, sha256);
  cache.close();

  const again = openHashCache(place, '/data');
  expect(again.find('a.txt', await stateOf(file))).toBe(sha256Of('A'));
  expect(again.find('b.txt', await stateOf(file))).toBeNull();
  // The same size and time as before, but other bytes.
  writeFileSync(file, 'B');
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  expect(again.find('a.txt', await stateOf(file))).toBeNull();
  again.close();

  const other = openHashCache(place, '/other');
  expect(other.find('a.txt', state)).toBeNull();
  other.close();
});

test('a file that was written a moment ago is not remembered: it could change within the same tick', async () => {
  const cache = openHashCache(temporaryFolder(), '/data');
  const state = { byteSize: 1, stamp: `${BigInt(Date.now()) * 1_000_000n}-1-1` };
  cache.remember('a.txt', state, sha256Of('A'));
  expect(cache.find('a.txt', state)).toBeNull();
  cache.close();
});

test('it grows and forgets nothing', async () => {
  const place = temporaryFolder();
  const cache = openHashCache(place, '/data');
  const count = 20_000;
  rememberAll(cache, count);
  cache.close();

  const again = openHashCache(place, '/data');
  let known = 0;
  for (let index = 0; index < count; index += 1) {
    const found = again.find(`${index}.txt`, { byteSize: index, stamp: longAgo });
    if (found === sha256Of(String(index))) known += 1;
  }
  expect(known).toBe(count);
  again.close();
});

test('a damaged cache costs time and never gives a wrong digest', async () => {
  const place = temporaryFolder();
  const cache = openHashCache(place, '/data');
  rememberAll(cache, 500);
  cache.close();
  const [file] = readdirSync(place);
  const path = join(place, file!);
  const bytes = readFileSync(path);
  for (let position = 0; position < bytes.length; position += 40) bytes[position]! ^= 0xff;
  writeFileSync(path, bytes);
  const damaged = openHashCache(place, '/data');
  for (let index = 0; index < 500; index += 1) {
    expect(damaged.find(`${index}.txt`, { byteSize: index, stamp: longAgo })).toBeNull();
  }
  damaged.close();

  truncateSync(path, 1_000);
  const cut = openHashCache(place, '/data');
  rememberAll(cut, 10);
  expect(cut.find('7.txt', { byteSize: 7, stamp: longAgo })).toBe(sha256Of('7'));
  cut.close();
  expect(statSync(path).mode & 0o077).toBe(0);
});

test('where nothing can be kept, nothing is remembered', async () => {
  const place = temporaryFolder();
  writeFileSync(join(place, 'file'), '');
  for (const folder of [null, join(place, 'file')]) {
    const cache = openHashCache(folder, '/data');
    rememberAll(cache, 1);
    expect(cache.find('0.txt', { byteSize: 0, stamp: longAgo })).toBeNull();
    cache.close();
  }
});

test('a file that is written to while it is read is read again, or given up', async () => {
  const file = join(temporaryFolder(), 'growing.bin');
  writeFileSync(file, Buffer.alloc(600_000));
  let times = 0;
  const onRead = () => {
    times += 1;
    if (times === 1) appendFileSync(file, 'more');
  };
  expect((await hashFile(file, { onRead })).sha256).toBe(sha256Of(readFileSync(file)));
  await expect(hashFile(file, { onRead: () => appendFileSync(file, 'x') })).rejects.toMatchObject({
    code: 'FILE_CHANGED',
  });
});

function rememberAll(cache: HashCache, count: number) {
  for (let index = 0; index < count; index += 1) {
    cache.remember(`${index}.txt`, { byteSize: index, stamp: longAgo }, sha256Of(String(index)));
  }
}

async function stateOf(path: string) {
  return fileState(await stat(path, { bigint: true }));
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
