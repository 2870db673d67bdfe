import { expect } from 'vitest';
import { StorageDown } from '#domain/errors.ts';
import { type ListedMultipart, ObjectMissing, type SignedRequest } from '#domain/storage.ts';
import { bytesOf, sha256, sha256Base64 } from '#server/embedded/object-store/testing/bytes.ts';
import { type RawAnswer, send } from '#server/embedded/object-store/testing/send.ts';
import type { S3Storage, S3StorageOptions } from '#server/storage/s3-storage.ts';

/** What Vitrine relies on, of any store that speaks S3. */
export interface StorageCase {
  name: string;
  run(store: StoreUnderTest): Promise<void>;
}

export interface StoreUnderTest {
  storage: S3Storage;
  /** The same store and bucket, for somebody else. */
  storageWith(settings: Partial<S3StorageOptions>): S3Storage;
}

const bytes = Buffer.from('exactly these bytes');
const other = Buffer.from('exactly those bytes');
const image = (objectKey: string) => ({
  objectKey,
  byteSize: bytes.length,
  contentType: 'image/png',
  sha256: sha256(bytes),
});
const served = (objectKey: string) =>
  ({
    objectKey,
    contentType: 'image/png',
    filename: 'wren.png',
    disposition: 'INLINE',
    sensitive: false,
    ttlSeconds: 300,
  }) as const;

const upload = (signed: SignedRequest, body: Uint8Array = bytes) => send({ ...signed, body });
const signed = ({ storage }: StoreUnderTest, objectKey: string) => storage.signPut(image(objectKey), 300);
const stored = async (store: StoreUnderTest, objectKey: string) => {
  expect((await upload(await signed(store, objectKey))).status).toBe(200);
};
const readAll = async ({ storage }: StoreUnderTest, objectKey: string, range?: { start: number; end: number }) => {
  const pieces: Buffer[] = [];
  for await (const piece of await storage.read(objectKey, range)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
};
const expectRefused = (answer: RawAnswer) =>
  expect(answer.status, answer.body.toString()).toSatisfy((status: number) => status >= 400 && status < 500);

/** An upload that is changed on the way is refused, and nothing is stored. */
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

const uploads: StorageCase[] = [
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

const downloads: StorageCase[] = [
  {
    name: 'a signed URL serves the type, name and caching that were signed',
    run: async (store) => {
      await stored(store, 'downloads/wren');
      const inline = await send({ method: 'GET', url: (await store.storage.signGet(served('downloads/wren'))).url });
      expect(inline.status).toBe(200);
      expect(inline.body).toEqual(bytes);
      expect(inline.headers).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': `inline; filename="wren.png"; filename*=UTF-8''wren.png`,
        'cache-control': 'private, max-age=300',
      });
    },
  },
  {
    name: 'what could run script is served as bytes to save, and sensitive ones are not cached',
    run: async (store) => {
      await stored(store, 'downloads/page');
      const page = {
        ...served('downloads/page'),
        contentType: 'text/html',
        filename: 'Zaunkönig “1”.html',
        sensitive: true,
      };
      const { headers } = await send({ method: 'GET', url: (await store.storage.signGet(page)).url });
      expect(headers['content-type']).toBe('application/octet-stream');
      expect(headers['content-disposition']).toMatch(
        /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''Zaunk%C3%B6nig%20%E2%80%9C1%E2%80%9D\.html$/,
      );
      expect(headers['cache-control']).toBe('no-store');
    },
  },
  {
    name: 'ranges and conditions are answered as media players and caches expect',
    run: async (store) => {
      await stored(store, 'downloads/range');
      const { url } = await store.storage.signGet(served('downloads/range'));
      const part = await send({ method: 'GET', url, headers: { range: 'bytes=8-12' } });
      expect([part.status, part.body.toString(), part.headers['content-range']]).toEqual([
        206,
        'these',
        `bytes 8-12/${bytes.length}`,
      ]);
      expect((await send({ method: 'GET', url, headers: { range: 'bytes=-5' } })).body.toString()).toBe('bytes');
      expect((await send({ method: 'GET', url, headers: { range: 'bytes=99-' } })).status).toBe(416);
      const { etag = '' } = part.headers;
      expect((await send({ method: 'GET', url, headers: { 'if-none-match': etag } })).status).toBe(304);
      expect((await send({ method: 'GET', url, headers: { 'if-match': '"another"' } })).status).toBe(412);
    },
  },
  {
    name: 'a URL is good for nothing else',
    run: async (store) => {
      await stored(store, 'downloads/mine');
      await stored(store, 'downloads/yours');
      const { url } = await store.storage.signGet(served('downloads/mine'));
      expectRefused(await send({ method: 'GET', url: url.replace('/mine', '/yours') }));
      expectRefused(await send({ method: 'GET', url: url.replace('image%2Fpng', 'text%2Fhtml') }));
      expectRefused(await send({ method: 'GET', url: url.replace(/\?.*/, '') }));
      expectRefused(await send({ method: 'DELETE', url }));
      expectRefused(await send({ method: 'PUT', url, body: other }));
      expect(await readAll(store, 'downloads/mine')).toEqual(bytes);
    },
  },
  {
    name: 'a URL that has expired is refused',
    run: async (store) => {
      await stored(store, 'downloads/expired');
      const past = store.storageWith({ now: () => new Date(Date.now() - 600_000) });
      expectRefused(await send({ method: 'GET', url: (await past.signGet(served('downloads/expired'))).url }));
    },
  },
];

const own: StorageCase[] = [
  {
    name: 'the server reads whole objects and ranges, and says what is missing',
    run: async (store) => {
      await stored(store, 'own/read');
      expect(await readAll(store, 'own/read')).toEqual(bytes);
      expect((await readAll(store, 'own/read', { start: 8, end: 12 })).toString()).toBe('these');
      await expect(store.storage.read('own/missing')).rejects.toBeInstanceOf(ObjectMissing);
      expect(await store.storage.head('own/missing')).toBeNull();
    },
  },
  {
    name: 'what the server writes replaces what was there',
    run: async (store) => {
      const write = (body: Buffer) =>
        store.storage.write({ objectKey: 'own/written', contentType: 'image/jpeg', bytes: body });
      await write(bytes);
      await write(Buffer.from('new'));
      expect(await readAll(store, 'own/written')).toEqual(Buffer.from('new'));
      expect(await store.storage.head('own/written')).toMatchObject({ byteSize: 3, contentType: 'image/jpeg' });
    },
  },
  {
    name: 'many objects are deleted at once, and those already gone are no error',
    run: async (store) => {
      const keys = ['own/a <b> & "c"', 'own/ünï', 'own/plain'];
      for (const key of keys) await stored(store, key);
      await store.storage.delete([...keys, ...Array.from({ length: 1000 }, (_, index) => `own/never-${index}`)]);
      for (const key of keys) expect(await store.storage.head(key)).toBeNull();
      await store.storage.delete([]);
    },
  },
  {
    name: 'keys may hold anything',
    run: async (store) => {
      for (const key of [
        'keys/ü 日本 🐦',
        "keys/(a)'!*~+&=?#%41",
        'keys/Case',
        'keys/case',
        `keys/${'x'.repeat(1000)}`,
      ]) {
        await stored(store, key);
        const { url } = await store.storage.signGet(served(key));
        expect((await send({ method: 'GET', url })).body).toEqual(bytes);
      }
    },
  },
  {
    name: 'the bucket is made once, and pinged',
    run: async (store) => {
      const { storage } = store;
      await storage.ensureBucket();
      await storage.ping();
      await expect(store.storageWith({ bucket: 'no-such-bucket' }).ping()).rejects.toMatchObject({ name: 'NotFound' });
      const refused = store.storageWith({ secretAccessKey: 'a-guess-of-mallory' }).ping();
      await expect(refused).rejects.not.toBeInstanceOf(StorageDown);
    },
  },
];

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

const multipart: StorageCase[] = [
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
      // The answer got lost; a retry finds it done.
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

const listing: readonly StorageCase[] = [
  {
    name: 'objects are listed in the order of their keys, page by page, each once and with its time',
    run: async (store) => {
      const { storage } = store;
      const keys = Array.from({ length: 1_005 }, (_, index) => `listed/${String(index).padStart(4, '0')}`);
      for (let from = 0; from < keys.length; from += 15) {
        const write = (objectKey: string) => storage.write({ objectKey, contentType: 'text/plain', bytes });
        await Promise.all(keys.slice(from, from + 15).map(write));
      }
      const listed: string[] = [];
      for (let after: string | null = null; ; after = listed.at(-1)!) {
        const page = await storage.listObjects({ prefix: 'listed/', after });
        if (page.length === 0) break;
        for (const { objectKey, storedAt } of page) {
          expect(Math.abs(Date.now() - storedAt.getTime())).toBeLessThan(600_000);
          listed.push(objectKey);
        }
      }
      expect(listed).toEqual(keys);
    },
  },
  {
    name: 'multipart uploads under way are listed, those that have ended are not',
    run: async ({ storage }) => {
      const open = () => storage.openMultipart({ objectKey: 'listed/parts', contentType: 'video/mp4' });
      const [first, second, ended] = [await open(), await open(), await open()];
      await storage.abortMultipart('listed/parts', ended);
      const listed: string[] = [];
      for (let after: ListedMultipart | null = null; ; ) {
        const page: ListedMultipart[] = await storage.listMultiparts({ after });
        if (page.length === 0) break;
        after = page.at(-1)!;
        listed.push(...page.filter(({ objectKey }) => objectKey === 'listed/parts').map(({ uploadId }) => uploadId));
      }
      expect(listed.sort()).toEqual([first, second].sort());
      for (const uploadId of [first, second]) await storage.abortMultipart('listed/parts', uploadId);
    },
  },
];

export const storageCases: readonly StorageCase[] = [...uploads, ...downloads, ...own, ...multipart, ...listing];
