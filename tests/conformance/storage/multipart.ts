import { expect } from 'vitest';
import { ObjectMissing } from '#domain/storage.ts';
import { bytesOf, sha256 } from '#object-store/testing/bytes.ts';
import { send } from '#object-store/testing/send.ts';
import { bytes, expectRefused, readAll, type StorageCase, type StoreUnderTest, stored } from './store-under-test.ts';

const partByteSize = 5 * 1024 * 1024;
const first = bytesOf('first', partByteSize);
const last = bytesOf('last', 100);

async function putPart(
  { storage }: StoreUnderTest,
  objectKey: string,
  uploadId: string,
  partNumber: number,
  body: Buffer,
  sent = body,
) {
  const part = { objectKey, uploadId, partNumber, byteSize: body.length, sha256: sha256(body) };
  return send({ ...(await storage.signPart(part, 300)), body: sent });
}

/** Cases of uploads in parts. */
export const multipart: readonly StorageCase[] = [
  {
    name: 'an upload in parts is joined from what has arrived',
    run: async (store) => {
      const uploadId = await store.storage.openMultipart({ objectKey: 'parts/film', contentType: 'video/mp4' });
      expect((await putPart(store, 'parts/film', uploadId, 2, last)).status).toBe(200);
      expect((await putPart(store, 'parts/film', uploadId, 1, first)).status).toBe(200);
      const parts = await store.storage.listParts('parts/film', uploadId);
      expect(parts.map(({ partNumber, byteSize }) => [partNumber, byteSize])).toEqual([
        [1, first.length],
        [2, last.length],
      ]);
      expect(await store.storage.head('parts/film')).toBeNull();
      await store.storage.completeMultipart('parts/film', uploadId, parts);
      expect(sha256(await readAll(store, 'parts/film'))).toBe(sha256(Buffer.concat([first, last])));
      const head = await store.storage.head('parts/film');
      expect(head).toEqual({ byteSize: first.length + last.length, contentType: 'video/mp4', sha256: null });
      // The response was lost. A retry finds the upload complete.
      await store.storage.completeMultipart('parts/film', uploadId, parts);
    },
  },
  {
    name: 'the list of parts has the checksums that the store checked',
    run: async (store) => {
      const uploadId = await store.storage.openMultipart({ objectKey: 'parts/listed', contentType: 'video/mp4' });
      await putPart(store, 'parts/listed', uploadId, 1, last);
      expect(await store.storage.listParts('parts/listed', uploadId)).toMatchObject([{ sha256: sha256(last) }]);
      await store.storage.abortMultipart('parts/listed', uploadId);
    },
  },
  {
    name: 'a part with other bytes than signed is refused',
    run: async (store) => {
      const uploadId = await store.storage.openMultipart({ objectKey: 'parts/wrong', contentType: 'video/mp4' });
      expectRefused(await putPart(store, 'parts/wrong', uploadId, 1, last, bytesOf('mallory', last.length)));
      expect(await store.storage.listParts('parts/wrong', uploadId)).toEqual([]);
      await store.storage.abortMultipart('parts/wrong', uploadId);
    },
  },
  {
    name: 'a part is bound to its number and its upload',
    run: async (store) => {
      const uploadId = await store.storage.openMultipart({ objectKey: 'parts/bound', contentType: 'video/mp4' });
      const part = { objectKey: 'parts/bound', uploadId, partNumber: 1, byteSize: last.length, sha256: sha256(last) };
      const request = await store.storage.signPart(part, 300);
      expectRefused(await send({ ...request, url: request.url.replace('partNumber=1', 'partNumber=2'), body: last }));
      expectRefused(
        await send({ ...request, url: request.url.replace(/&partNumber=1&uploadId=[^&]*/, ''), body: last }),
      );
      expect(await store.storage.listParts('parts/bound', uploadId)).toEqual([]);
      await store.storage.abortMultipart('parts/bound', uploadId);
    },
  },
  {
    name: 'a key that is taken stays as it is when parts are joined',
    run: async (store) => {
      await stored(store, 'parts/taken');
      const uploadId = await store.storage.openMultipart({ objectKey: 'parts/taken', contentType: 'video/mp4' });
      await putPart(store, 'parts/taken', uploadId, 1, last);
      await store.storage.completeMultipart(
        'parts/taken',
        uploadId,
        await store.storage.listParts('parts/taken', uploadId),
      );
      expect(await readAll(store, 'parts/taken')).toEqual(bytes);
    },
  },
  {
    name: 'an aborted upload is gone, and aborting it again is no error',
    run: async (store) => {
      const uploadId = await store.storage.openMultipart({ objectKey: 'parts/aborted', contentType: 'video/mp4' });
      await putPart(store, 'parts/aborted', uploadId, 1, last);
      await store.storage.abortMultipart('parts/aborted', uploadId);
      await store.storage.abortMultipart('parts/aborted', uploadId);
      await expect(store.storage.listParts('parts/aborted', uploadId)).rejects.toBeInstanceOf(ObjectMissing);
      expect(await store.storage.head('parts/aborted')).toBeNull();
    },
  },
  {
    name: 'an aborted upload cannot be completed',
    run: async (store) => {
      const uploadId = await store.storage.openMultipart({ objectKey: 'parts/too-late', contentType: 'video/mp4' });
      await putPart(store, 'parts/too-late', uploadId, 1, last);
      const parts = await store.storage.listParts('parts/too-late', uploadId);
      await store.storage.abortMultipart('parts/too-late', uploadId);
      const completed = store.storage.completeMultipart('parts/too-late', uploadId, parts);
      await expect(completed).rejects.toBeInstanceOf(ObjectMissing);
    },
  },
];
