import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, sha256, sha256Base64 } from './testing/bytes.ts';
import { send } from './testing/send.ts';
import { bucket, openTestStore, type TestStore } from './testing/test-store.ts';

const partByteSize = 5 * 1024 * 1024;
const first = bytesOf('first', partByteSize);
const second = bytesOf('second', partByteSize + 1);
const last = bytesOf('last', 10);

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const start = async (Key: string, more: object = { ChecksumAlgorithm: 'SHA256' }) => {
  const { UploadId = '' } = await store.client.send(
    new CreateMultipartUploadCommand({ Bucket: bucket, Key, ContentType: 'video/mp4', ...more }),
  );
  return UploadId;
};
const putPart = async (
  Key: string,
  UploadId: string,
  PartNumber: number,
  Body: Buffer,
  more: object = { ChecksumAlgorithm: 'SHA256' },
) => {
  const part = await store.client.send(
    new UploadPartCommand({ Bucket: bucket, Key, UploadId, PartNumber, Body, ...more }),
  );
  return { PartNumber, ETag: part.ETag, ChecksumSHA256: part.ChecksumSHA256 };
};
const complete = (Key: string, UploadId: string, Parts: CompletedPart[], more: object = {}) =>
  store.client.send(
    new CompleteMultipartUploadCommand({ Bucket: bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }),
  );
const head = (Key: string) =>
  store.client.send(new HeadObjectCommand({ Bucket: bucket, Key, ChecksumMode: 'ENABLED' }));
const read = async (Key: string, Range?: string) => {
  const { Body } = await store.client.send(new GetObjectCommand({ Bucket: bucket, Key, Range }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};

test('parts that came in any order are joined in theirs', async () => {
  const uploadId = await start('film');
  const parts = [
    await putPart('film', uploadId, 30, last),
    await putPart('film', uploadId, 1, first),
    await putPart('film', uploadId, 7, second),
  ];
  await expect(head('film')).rejects.toMatchObject({ name: 'NotFound' });

  const inOrder = [1, 7, 30].flatMap((number) => parts.filter(({ PartNumber }) => PartNumber === number));
  const joined = await complete('film', uploadId, inOrder, { IfNoneMatch: '*' });
  const digests = Buffer.concat([first, second, last].map((bytes) => Buffer.from(sha256(bytes), 'hex')));
  expect(joined.ChecksumSHA256).toBe(`${sha256Base64(digests)}-3`);
  expect(joined.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
  expect(await head('film')).toMatchObject({
    ContentLength: first.length + second.length + last.length,
    ContentType: 'video/mp4',
    ETag: joined.ETag,
    ChecksumSHA256: joined.ChecksumSHA256,
    ChecksumType: 'COMPOSITE',
  });
  const whole = Buffer.concat([first, second, last]);
  expect(sha256(await read('film'))).toBe(sha256(whole));
  const across = [partByteSize - 3, partByteSize * 2 + 5] as const;
  expect((await read('film', `bytes=${across[0]}-${across[1]}`)).equals(whole.subarray(across[0], across[1] + 1))).toBe(
    true,
  );
  expect(await read('film', 'bytes=-3')).toEqual(last.subarray(-3));
});

test('a part sent again takes the place of the earlier one; parts that are not named are dropped', async () => {
  const uploadId = await start('again');
  await putPart('again', uploadId, 1, second);
  const kept = await putPart('again', uploadId, 1, first);
  await putPart('again', uploadId, 2, last);
  await complete('again', uploadId, [kept]);
  expect((await read('again')).equals(first)).toBe(true);
  expect(await readdir(join(store.directory, 'multipart', uploadId))).toEqual(['00001', 'joined.json']);
});

test('the parts that have arrived are listed, in pages, with their checksums', async () => {
  const uploadId = await start('listed');
  for (const number of [3, 1, 2]) await putPart('listed', uploadId, number, last);
  const list = (more: object) =>
    store.client.send(new ListPartsCommand({ Bucket: bucket, Key: 'listed', UploadId: uploadId, ...more }));
  const page = await list({ MaxParts: 2 });
  expect(page.IsTruncated).toBe(true);
  expect(page.Parts?.map(({ PartNumber, Size, ChecksumSHA256 }) => [PartNumber, Size, ChecksumSHA256])).toEqual([
    [1, 10, sha256Base64(last)],
    [2, 10, sha256Base64(last)],
  ]);
  const rest = await list({ PartNumberMarker: page.NextPartNumberMarker });
  expect([rest.IsTruncated, rest.Parts?.map(({ PartNumber }) => PartNumber)]).toEqual([false, [3]]);

  const uploads = await store.client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: 'lis' }));
  expect(uploads.Uploads?.map(({ Key, UploadId }) => [Key, UploadId])).toEqual([['listed', uploadId]]);
  await store.client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: 'listed', UploadId: uploadId }));
});

test('open uploads are listed in pages', async () => {
  const ids = { a: [await start('open/a'), await start('open/a')].sort(), b: [await start('open/b')] };
  const list = (more: object) =>
    store.client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: 'open/', ...more }));
  const page = await list({ MaxUploads: 1 });
  expect(page.Uploads?.map(({ UploadId }) => UploadId)).toEqual([ids.a[0]]);
  const rest = await list({ KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker });
  expect(rest.Uploads?.map(({ UploadId }) => UploadId)).toEqual([ids.a[1], ids.b[0]]);
  expect((await list({ KeyMarker: 'open/a' })).Uploads?.map(({ Key }) => Key)).toEqual(['open/b']);
});

test('an aborted upload is gone, and its parts with it', async () => {
  const uploadId = await start('aborted');
  const part = await putPart('aborted', uploadId, 1, last);
  const abort = new AbortMultipartUploadCommand({ Bucket: bucket, Key: 'aborted', UploadId: uploadId });
  await store.client.send(abort);
  await expect(access(join(store.directory, 'multipart', uploadId))).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(complete('aborted', uploadId, [part])).rejects.toMatchObject({ name: 'NoSuchUpload' });
  await expect(putPart('aborted', uploadId, 1, last)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  await expect(store.client.send(abort)).rejects.toMatchObject({ name: 'NoSuchUpload' });
});

test('completing again, after the answer got lost, answers the same', async () => {
  const uploadId = await start('retried');
  const part = await putPart('retried', uploadId, 1, last);
  const once = await complete('retried', uploadId, [part], { IfNoneMatch: '*' });
  const twice = await complete('retried', uploadId, [part], { IfNoneMatch: '*' });
  expect([twice.ETag, twice.ChecksumSHA256]).toEqual([once.ETag, once.ChecksumSHA256]);
});

test('a key that is taken is not taken over; the upload stays open', async () => {
  await store.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'taken', Body: 'first' }));
  const uploadId = await start('taken');
  const part = await putPart('taken', uploadId, 1, last);
  await expect(complete('taken', uploadId, [part], { IfNoneMatch: '*' })).rejects.toMatchObject({
    name: 'PreconditionFailed',
  });
  expect((await read('taken')).toString()).toBe('first');
  await complete('taken', uploadId, [part]);
  expect((await read('taken')).equals(last)).toBe(true);
});

test('of many who complete at once, one makes the object', async () => {
  const uploads = await Promise.all(Array.from({ length: 10 }, () => start('race')));
  const parts = await Promise.all(
    uploads.map((uploadId, index) => putPart('race', uploadId, 1, Buffer.from(`upload ${index}`))),
  );
  const outcomes = await Promise.allSettled(
    uploads.map((uploadId, index) => complete('race', uploadId, [parts[index] ?? {}], { IfNoneMatch: '*' })),
  );
  const winners = outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? [index] : []));
  expect(winners).toHaveLength(1);
  expect((await read('race')).toString()).toBe(`upload ${winners[0]}`);
});

test('what is replaced or deleted leaves no parts behind', async () => {
  const ids = [];
  for (const key of ['replaced', 'deleted']) {
    const uploadId = await start(key);
    await complete(key, uploadId, [await putPart(key, uploadId, 1, last)]);
    ids.push(uploadId);
  }
  await store.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'replaced', Body: 'x' }));
  await store.storage.delete(['deleted']);
  for (const id of ids)
    await expect(access(join(store.directory, 'multipart', id))).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('refused', () => {
  test.each([
    ['a part that never came', (part: CompletedPart) => [part, { ...part, PartNumber: 2 }], {}, 'InvalidPart'],
    [
      'a part with another tag',
      (part: CompletedPart) => [{ ...part, ETag: '"00000000000000000000000000000000"' }],
      {},
      'InvalidPart',
    ],
    [
      'a part with another checksum',
      (part: CompletedPart) => [{ ...part, ChecksumSHA256: sha256Base64('x') }],
      {},
      'InvalidPart',
    ],
    ['parts out of order', (part: CompletedPart) => [{ ...part, PartNumber: 2 }, part], {}, 'InvalidPartOrder'],
    ['a part twice', (part: CompletedPart) => [part, part], {}, 'InvalidPartOrder'],
    ['no parts', () => [], {}, 'MalformedXML'],
    ['part 0', (part: CompletedPart) => [{ ...part, PartNumber: 0 }], {}, 'InvalidArgument'],
    ['part 10,001', (part: CompletedPart) => [{ ...part, PartNumber: 10_001 }], {}, 'InvalidArgument'],
    ['another size than the client counted', (part: CompletedPart) => [part], { MpuObjectSize: 11 }, 'InvalidRequest'],
  ])('%s', async (what, parts, more, name) => {
    const uploadId = await start(what);
    const part = await putPart(what, uploadId, 1, last);
    await expect(complete(what, uploadId, parts(part), more)).rejects.toMatchObject({ name });
    await expect(head(what)).rejects.toMatchObject({ name: 'NotFound' });
    await store.client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: what, UploadId: uploadId }));
  });

  test('small parts before the last', async () => {
    const uploadId = await start('small');
    const parts = [await putPart('small', uploadId, 1, last), await putPart('small', uploadId, 2, last)];
    await expect(complete('small', uploadId, parts)).rejects.toMatchObject({ name: 'EntityTooSmall' });
  });

  test('a part whose bytes are not those of its checksum', async () => {
    const uploadId = await start('wrong-part');
    const put = putPart('wrong-part', uploadId, 1, last, { ChecksumSHA256: sha256Base64('other') });
    await expect(put).rejects.toMatchObject({ name: 'BadDigest' });
    const { Parts } = await store.client.send(
      new ListPartsCommand({ Bucket: bucket, Key: 'wrong-part', UploadId: uploadId }),
    );
    expect(Parts ?? []).toEqual([]);
  });

  test('a part without the kind of checksum that the upload began with', async () => {
    const uploadId = await start('other-kind');
    await expect(putPart('other-kind', uploadId, 1, last, { ChecksumAlgorithm: 'CRC32' })).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
  });

  test.each(['00000000000000000000000000000000', '../objects', 'x'])(
    'an upload id that is none: %s',
    async (uploadId) => {
      await expect(putPart('none', uploadId, 1, last)).rejects.toMatchObject({ name: 'NoSuchUpload' });
      await expect(complete('none', uploadId, [{ PartNumber: 1, ETag: '"x"' }])).rejects.toMatchObject({
        name: 'NoSuchUpload',
      });
    },
  );

  test('the upload id of another key', async () => {
    const uploadId = await start('mine');
    await expect(putPart('yours', uploadId, 1, last)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test('checksums of the whole, which parts do not give', async () => {
    await expect(start('whole', { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' })).rejects.toMatchObject({
      name: 'NotImplemented',
    });
    await expect(start('whole', { ChecksumAlgorithm: 'CRC64NVME' })).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});

describe('a signed part', () => {
  const signed = async (objectKey: string) => {
    const uploadId = await store.storage.openMultipart({ objectKey, contentType: 'video/mp4' });
    const part = { objectKey, uploadId, partNumber: 1, byteSize: last.length, sha256: sha256(last) };
    return { uploadId, request: await store.storage.signPart(part, 300) };
  };

  test('is taken as it was signed', async () => {
    const { uploadId, request } = await signed('signed');
    expect((await send({ ...request, body: last })).status).toBe(200);
    expect(await store.storage.listParts('signed', uploadId)).toMatchObject([
      { partNumber: 1, byteSize: 10, sha256: sha256(last) },
    ]);
  });

  test.each([
    [
      'as another part',
      (url: string) => url.replace('partNumber=1', 'partNumber=2'),
      last,
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'as the whole object',
      (url: string) => url.replace(/&partNumber=1&uploadId=[^&]*/, ''),
      last,
      403,
      'SignatureDoesNotMatch',
    ],
    ['with other bytes', (url: string) => url, bytesOf('mallory', 10), 400, 'BadDigest'],
  ])('is refused %s', async (what, change, body, status, code) => {
    const { uploadId, request } = await signed(what);
    expect(await send({ ...request, url: change(request.url), body })).toMatchObject({ status, code });
    expect(await store.storage.listParts(what, uploadId)).toEqual([]);
  });
});
