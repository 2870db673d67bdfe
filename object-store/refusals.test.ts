import { createHash } from 'node:crypto';
import { GetObjectCommand, HeadBucketCommand, PutObjectCommand, type S3ClientConfig } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignedRequest } from '#domain/storage.ts';
import { md5Base64, sha256, sha256Base64 } from './testing/bytes.ts';
import { type RawRequest, send } from './testing/send.ts';
import { alice, bucket, mallory, openTestStore, type TestStore } from './testing/test-store.ts';

const bytes = Buffer.from('exactly these bytes');
const other = Buffer.from('exactly those bytes');
let clock = new Date();
let store: TestStore;
beforeAll(async () => {
  store = await openTestStore({ now: () => clock });
});
afterAll(() => store.close());

const expected = (objectKey: string) => ({
  objectKey,
  byteSize: bytes.length,
  contentType: 'image/png',
  sha256: sha256(bytes),
});
const signPut = (objectKey: string) => store.storage.signPut(expected(objectKey), 300);
const asRaw = ({ method, url, headers }: SignedRequest, body: Uint8Array = bytes): RawRequest => ({
  method,
  url,
  headers,
  body,
});

test('the upload that was signed for is taken', async () => {
  const answer = await send(asRaw(await signPut('as-signed')));
  expect(answer).toMatchObject({ status: 200 });
  expect(await store.storage.head('as-signed')).toEqual({
    byteSize: bytes.length,
    contentType: 'image/png',
    sha256: sha256(bytes),
  });
});

type Change = (signed: SignedRequest) => RawRequest;
const headers =
  (change: Record<string, string>): Change =>
  (signed) => ({ ...asRaw(signed), headers: { ...signed.headers, ...change } });
const without =
  (name: string): Change =>
  (signed) => {
    const { [name]: _dropped, ...rest } = signed.headers;
    return { ...asRaw(signed), headers: rest };
  };
const url =
  (change: (url: string) => string): Change =>
  (signed) => ({ ...asRaw(signed), url: change(signed.url) });
const parameter = (name: string, value: string) =>
  url((text) => text.replace(new RegExp(`${name}=[^&]*`), `${name}=${value}`));

const uploads: [what: string, change: Change, status: number, code: string][] = [
  [
    'more bytes than signed',
    (signed) => ({
      ...asRaw(signed, Buffer.concat([bytes, bytes])),
      headers: { ...signed.headers, 'content-length': String(2 * bytes.length) },
    }),
    403,
    'SignatureDoesNotMatch',
  ],
  [
    'fewer bytes than signed',
    (signed) => ({
      ...asRaw(signed, bytes.subarray(1)),
      headers: { ...signed.headers, 'content-length': String(bytes.length - 1) },
    }),
    403,
    'SignatureDoesNotMatch',
  ],
  [
    'a length that is not said',
    (signed) => ({
      ...without('content-length')(signed),
      headers: { ...without('content-length')(signed).headers, 'transfer-encoding': 'chunked' },
    }),
    403,
    'SignatureDoesNotMatch',
  ],
  ['another type', headers({ 'content-type': 'text/html' }), 403, 'SignatureDoesNotMatch'],
  ['no type', without('content-type'), 403, 'SignatureDoesNotMatch'],
  ['other bytes of that length', (signed) => asRaw(signed, other), 400, 'BadDigest'],
  [
    'other bytes with their own checksum',
    (signed) => ({ ...headers({ 'x-amz-checksum-sha256': sha256Base64(other) })(signed), body: other }),
    403,
    'SignatureDoesNotMatch',
  ],
  ['no checksum', without('x-amz-checksum-sha256'), 403, 'SignatureDoesNotMatch'],
  ['a second kind of checksum', headers({ 'x-amz-checksum-crc32': 'AAAAAA==' }), 403, 'AccessDenied'],
  ['a wrong MD5 beside it', headers({ 'content-md5': md5Base64(other) }), 400, 'BadDigest'],
  ['an MD5 that is none', headers({ 'content-md5': 'abc' }), 400, 'InvalidDigest'],
  ['a promise to overwrite', without('if-none-match'), 403, 'SignatureDoesNotMatch'],
  ['a header of its own', headers({ 'x-amz-meta-owner': 'mallory' }), 403, 'AccessDenied'],
  ['public access', headers({ 'x-amz-acl': 'public-read' }), 403, 'AccessDenied'],
  ['another key', url((text) => text.replace(`/${bucket}/`, `/${bucket}/not-`)), 403, 'SignatureDoesNotMatch'],
  ['another bucket', url((text) => text.replace(`/${bucket}/`, '/other/')), 403, 'SignatureDoesNotMatch'],
  ['another method', (signed) => ({ ...asRaw(signed), method: 'POST' }), 403, 'SignatureDoesNotMatch'],
  ['a longer life', parameter('X-Amz-Expires', '3000'), 403, 'SignatureDoesNotMatch'],
  ['a life of more than a week', parameter('X-Amz-Expires', '604801'), 400, 'AuthorizationQueryParametersError'],
  ['a life that is no number', parameter('X-Amz-Expires', '1e3'), 400, 'AuthorizationQueryParametersError'],
  [
    'a later date',
    parameter('X-Amz-Date', new Date(Date.now() + 60_000).toISOString().replace(/[-:]|\.\d+/g, '')),
    403,
    'SignatureDoesNotMatch',
  ],
  ['a date that is none', parameter('X-Amz-Date', 'today'), 400, 'AuthorizationQueryParametersError'],
  ['a date of another day', parameter('X-Amz-Date', '20200101T000000Z'), 400, 'AuthorizationQueryParametersError'],
  [
    'another region',
    parameter(
      'X-Amz-Credential',
      `${alice.accessKeyId}%2F${new Date().toISOString().slice(0, 10).replaceAll('-', '')}%2Fus-east-1%2Fs3%2Faws4_request`,
    ),
    400,
    'AuthorizationQueryParametersError',
  ],
  ['a key id nobody has', url((text) => text.replace(alice.accessKeyId, 'AKIANOBODY')), 403, 'InvalidAccessKeyId'],
  ['fewer signed headers', parameter('X-Amz-SignedHeaders', 'host'), 403, 'AccessDenied'],
  [
    'signed headers without the host',
    parameter('X-Amz-SignedHeaders', 'content-type'),
    400,
    'AuthorizationQueryParametersError',
  ],
  ['another signature', parameter('X-Amz-Signature', '0'.repeat(64)), 403, 'SignatureDoesNotMatch'],
  ['a signature cut short', parameter('X-Amz-Signature', 'abc'), 403, 'SignatureDoesNotMatch'],
  ['no signature', url((text) => text.replace(/&X-Amz-Signature=[^&]*/, '')), 400, 'AuthorizationQueryParametersError'],
  ['no query at all', url((text) => text.replace(/\?.*/, '')), 403, 'AccessDenied'],
  ['a parameter more', url((text) => `${text}&tagging`), 403, 'SignatureDoesNotMatch'],
  ['a parameter twice', url((text) => `${text}&X-Amz-Expires=300`), 400, 'InvalidArgument'],
  ['a parameter that is gone', url((text) => text.replace('&x-id=PutObject', '')), 403, 'SignatureDoesNotMatch'],
  ['two ways of signing', headers({ authorization: 'AWS4-HMAC-SHA256 Credential=x' }), 400, 'InvalidArgument'],
  ['a host of its own', headers({ host: 'elsewhere.example' }), 403, 'SignatureDoesNotMatch'],
  ['percent signs that mean nothing', url((text) => text.replace(`/${bucket}/`, `/${bucket}/%zz`)), 400, 'InvalidURI'],
  ['bytes that are no UTF-8', url((text) => text.replace(`/${bucket}/`, `/${bucket}/%ff`)), 400, 'InvalidURI'],
  ['signed chunks', headers({ 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }), 403, 'AccessDenied'],
  ['a session token', url((text) => `${text}&X-Amz-Security-Token=x`), 400, 'InvalidToken'],
];

describe('an upload is refused, and stores nothing, with', () => {
  test.each(uploads)('%s', async (what, change, status, code) => {
    const objectKey = `refused/${what}`;
    const answer = await send(change(await signPut(objectKey)));
    expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(answer.body.toString()).toContain(`<RequestId>${String(answer.headers['x-amz-request-id'])}</RequestId>`);
    expect(await store.storage.head(objectKey)).toBeNull();
    expect(await store.leftovers()).toEqual([]);
  });
});

test('a second write is refused, with the same bytes or others', async () => {
  const first = await signPut('once');
  expect((await send(asRaw(first))).status).toBe(200);
  expect(await send(asRaw(first))).toMatchObject({ status: 412, code: 'PreconditionFailed' });
  const second = await store.storage.signPut({ ...expected('once'), sha256: sha256(other) }, 300);
  expect(await send(asRaw(second, other))).toMatchObject({ status: 412, code: 'PreconditionFailed' });
  expect((await store.storage.head('once'))?.sha256).toBe(sha256(bytes));
});

describe('the clock', () => {
  const signed = (objectKey: string) =>
    store.storageWith({ now: () => new Date('2026-03-01T12:00:00Z') }).signPut(expected(objectKey), 300);
  test.each([
    ['early by more than a quarter of an hour', '2026-03-01T11:44:59Z', 403, 'Request is not yet valid'],
    ['a little early', '2026-03-01T11:45:01Z', 200, undefined],
    ['just in time', '2026-03-01T12:04:59Z', 200, undefined],
    ['too late', '2026-03-01T12:05:00Z', 403, 'Request has expired'],
  ])('%s', async (what, now, status, message) => {
    clock = new Date(now);
    const answer = await send(asRaw(await signed(`clock/${what}`)));
    clock = new Date();
    expect(answer.status).toBe(status);
    if (message) expect(answer.body.toString()).toContain(`<Code>AccessDenied</Code><Message>${message}</Message>`);
  });
});

describe('a read by URL', () => {
  const sign = (settings: S3ClientConfig = {}, more = {}) =>
    getSignedUrl(store.clientWith(settings), new GetObjectCommand({ Bucket: bucket, Key: 'read/me', ...more }), {
      expiresIn: 60,
    });
  beforeAll(async () => {
    await store.storage.write({ objectKey: 'read/me', contentType: 'text/plain', bytes });
    await store.storage.write({ objectKey: 'read/not', contentType: 'text/plain', bytes: other });
  });

  test.each([
    ['of another key', (text: string) => text.replace('read/me', 'read/not'), 'GET', 'SignatureDoesNotMatch'],
    ['with another method', (text: string) => text, 'HEAD', undefined],
    ['to delete', (text: string) => text, 'DELETE', 'SignatureDoesNotMatch'],
    [
      'with another type to serve',
      (text: string) => `${text}&response-content-type=text%2Fhtml`,
      'GET',
      'SignatureDoesNotMatch',
    ],
    ['unsigned', (text: string) => text.replace(/\?.*/, ''), 'GET', 'AccessDenied'],
    [
      'unsigned, with a type to serve',
      (text: string) => text.replace(/\?.*/, '?response-content-type=text%2Fhtml'),
      'GET',
      'AccessDenied',
    ],
  ])('%s', async (_what, change, method, code) => {
    const answer = await send({ method, url: change(await sign()) });
    expect(answer).toMatchObject({ status: 403, code });
    expect(answer.body.includes(bytes)).toBe(false);
  });

  test('by who does not have the secret', async () => {
    expect(await send({ method: 'GET', url: await sign({ credentials: mallory }) })).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
  });

  test('with headers that no header can hold', async () => {
    const split = await sign({}, { ResponseContentDisposition: 'inline\r\nset-cookie: a=b' });
    const answer = await send({ method: 'GET', url: split });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('of nothing', async () => {
    const missing = await getSignedUrl(store.client, new GetObjectCommand({ Bucket: bucket, Key: 'read/nothing' }));
    expect(await send({ method: 'GET', url: missing })).toMatchObject({ status: 404, code: 'NoSuchKey' });
  });
});

describe('a request signed in its headers is refused', () => {
  test.each([
    ['with the wrong secret', { credentials: mallory }, 'SignatureDoesNotMatch'],
    ['with an unknown key', { credentials: { ...alice, accessKeyId: 'AKIANOBODY' } }, 'InvalidAccessKeyId'],
    ['for another region', { region: 'us-east-1' }, 'AuthorizationHeaderMalformed'],
    ['with a token nobody gave', { credentials: { ...alice, sessionToken: 'x' } }, 'InvalidToken'],
    // The SDK corrects its clock after this error. It needs the date of the response for that.
    ['from another hour', { systemClockOffset: 3_600_000 }, 'RequestTimeTooSkewed'],
  ])('%s', async (_what, settings, name) => {
    const put = new PutObjectCommand({ Bucket: bucket, Key: 'headers', Body: 'x' });
    await expect(store.clientWith(settings).send(put)).rejects.toMatchObject({ name });
  });

  const authorized = async (change: Record<string, string>, body = 'x') => {
    let captured: Record<string, string> = {};
    // Without a checksum header, the signed digest of the body is the only check.
    const client = store.clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    client.middlewareStack.add(
      (next) => (args) => {
        captured = { ...(args.request as { headers: Record<string, string> }).headers };
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'captured', Body: 'x' }));
    client.destroy();
    const url = `${store.endpoint}/${bucket}/captured?x-id=PutObject`;
    return send({ method: 'PUT', url, headers: { ...captured, ...change }, body });
  };

  test.each([
    ['with other bytes than were signed', {}, 'y', 400, /XAmzContentSHA256Mismatch/],
    [
      'with a digest of its own',
      { 'x-amz-content-sha256': createHash('sha256').update('y').digest('hex') },
      'y',
      403,
      /SignatureDoesNotMatch/,
    ],
    ['with its digest switched off', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, 'y', 403, /SignatureDoesNotMatch/],
    ['with a way of signing that is too old', { authorization: 'AWS AKIAALICE:abc' }, 'x', 400, /InvalidRequest/],
    [
      'with half an authorization',
      { authorization: 'AWS4-HMAC-SHA256 Credential=AKIAALICE' },
      'x',
      400,
      /AuthorizationHeaderMalformed/,
    ],
  ])('%s', async (_what, change, body, status, code) => {
    const answer = await authorized(change, body);
    expect(answer.status).toBe(status);
    expect(answer.code).toMatch(code);
  });
  test('and taken as it was captured', async () => {
    expect((await authorized({})).status).toBe(200);
  });
});

describe('what this store does not have', () => {
  test.each([
    ['tags', 'tagging', 'PUT'],
    ['access control lists', 'acl', 'PUT'],
    ['versions', 'versionId=1', 'GET'],
    ['a bucket policy', 'policy', 'DELETE'],
  ])('%s: says so, and touches nothing', async (_what, query, method) => {
    await store.storage.write({ objectKey: 'kept', contentType: 'text/plain', bytes });
    const client = store.clientWith({});
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { query: Record<string, string>; method: string };
        const [name = '', value = ''] = query.split('=');
        request.query[name] = value;
        request.method = method;
        return next(args);
      },
      { step: 'build' },
    );
    const put = new PutObjectCommand({ Bucket: bucket, Key: 'kept', Body: '<Tagging/>' });
    await expect(client.send(put)).rejects.toMatchObject({ name: 'NotImplemented' });
    client.destroy();
    expect((await store.storage.head('kept'))?.sha256).toBe(sha256(bytes));
  });

  test('headers that it would have to ignore', async () => {
    const put = (more: object) =>
      store.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'ignored', Body: 'x', ...more }));
    await expect(put({ ServerSideEncryption: 'AES256' })).rejects.toMatchObject({ name: 'NotImplemented' });
    await expect(put({ Tagging: 'a=b' })).rejects.toMatchObject({ name: 'NotImplemented' });
    await expect(put({ ACL: 'public-read' })).rejects.toMatchObject({ name: 'NotImplemented' });
    expect(await store.storage.head('ignored')).toBeNull();
  });

  test('other buckets', async () => {
    await expect(store.client.send(new HeadBucketCommand({ Bucket: 'other' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});
