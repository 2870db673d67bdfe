import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Base64 } from './testing/bytes.ts';
import { bucket, openTestStore, type TestStore } from './testing/test-store.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const put = (Key: string, Body: string | Buffer, more = {}) =>
  store.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...more }));
const read = async (Key: string) => {
  const { Body } = await store.client.send(new GetObjectCommand({ Bucket: bucket, Key }));
  return Body?.transformToString();
};

test('the AWS SDK stores an object and reads it back with all that belongs to it', async () => {
  const stored = await put('birds/wren.txt', 'a wren', {
    ContentType: 'text/plain',
    CacheControl: 'no-cache',
    ContentDisposition: 'inline',
    ContentLanguage: 'en',
    Metadata: { camera: 'none' },
    ChecksumSHA256: sha256Base64('a wren'),
  });
  const found = await store.client.send(
    new GetObjectCommand({ Bucket: bucket, Key: 'birds/wren.txt', ChecksumMode: 'ENABLED' }),
  );
  expect(await found.Body?.transformToString()).toBe('a wren');
  expect(found).toMatchObject({
    ContentType: 'text/plain',
    CacheControl: 'no-cache',
    ContentDisposition: 'inline',
    ContentLanguage: 'en',
    ContentLength: 6,
    Metadata: { camera: 'none' },
    ETag: stored.ETag,
    ChecksumSHA256: sha256Base64('a wren'),
    ChecksumType: 'FULL_OBJECT',
  });
});

test('HEAD tells the checksum to those who ask', async () => {
  await put('head', 'x', { ChecksumSHA256: sha256Base64('x') });
  const head = (more = {}) => store.client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'head', ...more }));
  expect((await head({ ChecksumMode: 'ENABLED' })).ChecksumSHA256).toBe(sha256Base64('x'));
  expect((await head()).ChecksumSHA256).toBeUndefined();
});

test.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
  '%s checksums that the SDK sends behind the body are verified',
  async (algorithm) => {
    const Body = Readable.from([Buffer.alloc(70_000, 'a'), Buffer.alloc(70_000, 'b'), Buffer.from('c')]);
    const stored = await store.client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `stream-${algorithm}`,
        Body,
        ContentLength: 140_001,
        ChecksumAlgorithm: algorithm,
      }),
    );
    expect(stored[`Checksum${algorithm}`]).toBeTypeOf('string');
    expect(await read(`stream-${algorithm}`)).toBe(`${'a'.repeat(70_000)}${'b'.repeat(70_000)}c`);
  },
);

test('an empty object is an object', async () => {
  await put('empty', Buffer.alloc(0));
  expect(await read('empty')).toBe('');
});

test('a later write replaces the earlier one, unless it was told not to', async () => {
  const first = await put('twice', 'one');
  await put('twice', 'two', { IfMatch: first.ETag });
  expect(await read('twice')).toBe('two');
  await expect(put('twice', 'three', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  await expect(put('twice', 'three', { IfMatch: first.ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  expect(await read('twice')).toBe('two');
});

test('of 50 who write one key at once, with If-None-Match, exactly one wins', async () => {
  const writes = Array.from({ length: 50 }, (_, index) => put('raced', `writer ${index}`, { IfNoneMatch: '*' }));
  const outcomes = await Promise.allSettled(writes);
  const winners = outcomes.flatMap((outcome, index) => (outcome.status === 'fulfilled' ? [index] : []));
  expect(winners).toHaveLength(1);
  expect(await read('raced')).toBe(`writer ${winners[0]}`);
  const losers = outcomes.filter((outcome) => outcome.status === 'rejected').map((outcome) => outcome.reason.name);
  expect(new Set(losers)).toEqual(new Set(['PreconditionFailed']));
});

test('deleting is final, and no error when there is nothing', async () => {
  await put('gone', 'x');
  await store.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'gone' }));
  await store.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'gone' }));
  await expect(read('gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('many are deleted in one call, whatever their names', async () => {
  const keys = ['plain', 'a <b> & "c"', 'ünï/cødé'];
  for (const key of keys) await put(key, 'x');
  const answer = await store.client.send(
    new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [...keys, 'never'].map((Key) => ({ Key })) } }),
  );
  expect(answer.Deleted?.map(({ Key }) => Key)).toEqual([...keys, 'never']);
  for (const key of keys) await expect(read(key)).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('there is one bucket, and making it again is no error', async () => {
  await store.client.send(new HeadBucketCommand({ Bucket: bucket }));
  await store.client.send(new CreateBucketCommand({ Bucket: bucket }));
  expect((await store.client.send(new ListBucketsCommand())).Buckets?.map(({ Name }) => Name)).toEqual([bucket]);
  expect((await store.client.send(new GetBucketLocationCommand({ Bucket: bucket }))).LocationConstraint).toBe(
    'eu-central-1',
  );
  await expect(store.client.send(new HeadBucketCommand({ Bucket: 'other' }))).rejects.toMatchObject({
    name: 'NotFound',
  });
});

test('what is stored is there after a restart, on any port', async () => {
  const before = await openTestStore({ directory: `${store.directory}/restarted` });
  await before.client.send(
    new PutObjectCommand({ Bucket: bucket, Key: 'kept', Body: 'still here', ContentType: 'text/plain' }),
  );
  await before.close();
  const after = await openTestStore({ directory: `${store.directory}/restarted` });
  const found = await after.client.send(new GetObjectCommand({ Bucket: bucket, Key: 'kept' }));
  expect(found.ContentType).toBe('text/plain');
  expect(await found.Body?.transformToString()).toBe('still here');
  await after.close();
});
