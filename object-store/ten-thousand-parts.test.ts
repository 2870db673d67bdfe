import { createHash } from 'node:crypto';
import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layoutOf, partPath } from './disk/layout.ts';
import { encodeTail } from './disk/object-file.ts';
import { openTestStore, type TestStore } from './testing/test-store.ts';

const maxParts = 10_000;
const partByteSize = 8 * 1024 ** 2;

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** Writes a part as the store leaves it on the disk, except for its content: the number of the part, then a hole. */
function layDown(uploadId: string, partNumber: number): void {
  const path = partPath(layoutOf(store.directory), uploadId, partNumber);
  const digest = (algorithm: string) => createHash(algorithm).update(String(partNumber));
  writeFileSync(path, `part ${partNumber}.`);
  truncateSync(path, partByteSize);
  const tail = encodeTail({
    key: 'film',
    byteSize: partByteSize,
    etag: digest('md5').digest('hex'),
    modifiedAtMilliseconds: 0,
    checksum: { algorithm: 'sha256', value: digest('sha256').digest('base64'), type: 'FULL_OBJECT' },
    headers: {},
  });
  appendFileSync(path, tail);
}

test('a file of 10,000 parts, 78 GiB, is listed, joined and read where it is asked for', async () => {
  const { storage } = store;
  const uploadId = await storage.openMultipart({ objectKey: 'film', contentType: 'video/mp4' });
  for (let partNumber = 1; partNumber <= maxParts; partNumber += 1) layDown(uploadId, partNumber);

  const parts = await storage.listParts('film', uploadId);
  expect(parts).toHaveLength(maxParts);
  expect(parts.at(-1)).toMatchObject({ partNumber: maxParts, byteSize: partByteSize });
  await storage.completeMultipart('film', uploadId, parts);
  await storage.completeMultipart('film', uploadId, parts); // a client repeats the request if the response was lost
  expect(await storage.head('film')).toEqual({
    byteSize: maxParts * partByteSize,
    contentType: 'video/mp4',
    sha256: null,
  });

  const start = 6_999 * partByteSize;
  let read = '';
  for await (const chunk of await storage.read('film', { start, end: start + 9 })) read += String(chunk);
  expect(read).toBe('part 7000.');
});
