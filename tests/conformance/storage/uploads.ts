import { expect } from 'vitest';
import type { SignedRequest } from '#domain/storage.ts';
import { sha256, sha256Base64 } from '#object-store/testing/bytes.ts';
import { send } from '#object-store/testing/send.ts';
import {
  bytes,
  expectRefused,
  image,
  other,
  readAll,
  type StorageCase,
  signed,
  stored,
  upload,
} from './store-under-test.ts';

/** Returns a case of an upload that is changed in transit. The store must refuse it and store nothing. */
function refusedUpload(
  what: string,
  change: (request: SignedRequest) => SignedRequest & { body?: Uint8Array },
): StorageCase {
  return {
    name: `an upload with ${what} is refused and stores nothing`,
    run: async (store) => {
      const objectKey = `refused/${what}`;
      expectRefused(await send({ body: bytes, ...change(await signed(store, objectKey)) }));
      expect(await store.storage.head(objectKey)).toBeNull();
    },
  };
}

function withHeaders(change: Record<string, string | undefined>, body: Uint8Array = bytes) {
  return (request: SignedRequest) => {
    const headers = Object.entries({ ...request.headers, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return { ...request, headers: Object.fromEntries(headers), body };
  };
}

const withUrl = (change: (url: string) => string) => (request: SignedRequest) => ({
  ...request,
  url: change(request.url),
});

/** Cases of writing with presigned URLs, once and only as declared. */
export const uploads: readonly StorageCase[] = [
  {
    name: 'the upload that was signed for is stored as declared',
    run: async (store) => {
      await stored(store, 'uploads/plain');
      expect(await store.storage.head('uploads/plain')).toMatchObject({
        byteSize: bytes.length,
        contentType: 'image/png',
      });
      expect(await readAll(store, 'uploads/plain')).toEqual(bytes);
    },
  },
  {
    name: 'HEAD gives the SHA-256 that the store checked',
    run: async (store) => {
      await stored(store, 'uploads/checked');
      expect((await store.storage.head('uploads/checked'))?.sha256).toBe(sha256(bytes));
    },
  },
  {
    name: 'an empty file is stored',
    run: async (store) => {
      const empty = { objectKey: 'uploads/empty', byteSize: 0, contentType: 'text/plain', sha256: sha256('') };
      expect((await upload(await store.storage.signPut(empty, 300), Buffer.alloc(0))).status).toBe(200);
      expect((await store.storage.head('uploads/empty'))?.byteSize).toBe(0);
    },
  },
  refusedUpload(
    'more bytes',
    withHeaders({ 'content-length': String(bytes.length * 2) }, Buffer.concat([bytes, bytes])),
  ),
  refusedUpload('fewer bytes', withHeaders({ 'content-length': String(bytes.length - 1) }, bytes.subarray(1))),
  refusedUpload('another type', withHeaders({ 'content-type': 'text/html' })),
  refusedUpload('other bytes of the same length', withHeaders({}, other)),
  refusedUpload('other bytes and their checksum', withHeaders({ 'x-amz-checksum-sha256': sha256Base64(other) }, other)),
  refusedUpload('no checksum', withHeaders({ 'x-amz-checksum-sha256': undefined })),
  refusedUpload('leave to overwrite', withHeaders({ 'if-none-match': undefined })),
  refusedUpload(
    'another key',
    withUrl((url) => url.replace('/refused/', '/chosen/')),
  ),
  refusedUpload(
    'a longer life',
    withUrl((url) => url.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000')),
  ),
  refusedUpload(
    'another signature',
    withUrl((url) => url.replace(/X-Amz-Signature=\w{4}/, 'X-Amz-Signature=0000')),
  ),
  refusedUpload(
    'no signature',
    withUrl((url) => url.replace(/\?.*/, '')),
  ),
  {
    name: 'an upload that comes too late is refused',
    run: async (store) => {
      const yesterday = store.storageWith({ now: () => new Date(Date.now() - 86_400_000) });
      expectRefused(await upload(await yesterday.signPut(image('uploads/late'), 300)));
      expect(await store.storage.head('uploads/late')).toBeNull();
    },
  },
  {
    name: 'an upload signed with another secret is refused',
    run: async (store) => {
      const mallory = store.storageWith({ secretAccessKey: 'a-guess-of-mallory' });
      expectRefused(await upload(await mallory.signPut(image('uploads/forged'), 300)));
      expect(await store.storage.head('uploads/forged')).toBeNull();
    },
  },
  {
    name: 'a second write is refused; the first bytes stay',
    run: async (store) => {
      const first = await signed(store, 'uploads/once');
      expect((await upload(first)).status).toBe(200);
      expect((await upload(first)).status).toBe(412);
      const second = await store.storage.signPut({ ...image('uploads/once'), sha256: sha256(other) }, 300);
      expect((await upload(second, other)).status).toBe(412);
      expect(await readAll(store, 'uploads/once')).toEqual(bytes);
    },
  },
  {
    name: 'of many who write one key at once, exactly one wins',
    run: async (store) => {
      const bodies = Array.from({ length: 50 }, (_, index) => Buffer.from(`writer ${String(index).padStart(2, '0')}`));
      const answers = await Promise.all(
        bodies.map(async (body) => {
          const object = { ...image('uploads/raced'), byteSize: body.length, sha256: sha256(body) };
          return upload(await store.storage.signPut(object, 300), body);
        }),
      );
      const winners = bodies.filter((_, index) => answers[index]?.status === 200);
      expect(winners).toHaveLength(1);
      expect(await readAll(store, 'uploads/raced')).toEqual(winners[0]);
    },
  },
];
