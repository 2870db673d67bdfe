import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send } from './testing/send.ts';
import { bucket, openTestStore, type TestStore, viewerOrigin } from './testing/test-store.ts';

let store: TestStore;
let url: string;
let etag: string;
beforeAll(async () => {
  store = await openTestStore();
  const put = new PutObjectCommand({ Bucket: bucket, Key: 'digits', Body: '0123456789', ContentType: 'text/plain' });
  etag = (await store.client.send(put)).ETag ?? '';
  url = await getSignedUrl(store.client, new GetObjectCommand({ Bucket: bucket, Key: 'digits' }));
});
afterAll(() => store.close());

const get = (headers: Record<string, string> = {}) => fetch(url, { headers });

describe('ranges', () => {
  test.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-1', '9', 'bytes 9-9/10'],
    ['bytes=0-1000', '0123456789', 'bytes 0-9/10'],
  ])('%s', async (range, body, contentRange) => {
    const answer = await get({ range });
    expect(answer.status).toBe(206);
    expect(await answer.text()).toBe(body);
    expect(answer.headers.get('content-range')).toBe(contentRange);
    expect(answer.headers.get('content-length')).toBe(String(body.length));
  });

  test('beyond the end', async () => {
    const answer = await get({ range: 'bytes=10-' });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe('bytes */10');
    expect(await answer.text()).toContain('<Code>InvalidRange</Code>');
  });

  test('that nobody understands, and several at once, are answered with everything', async () => {
    for (const range of ['bytes=5-2', 'lines=1-2', 'bytes=0-1,4-5']) {
      const answer = await get({ range });
      expect([answer.status, await answer.text()]).toEqual([200, '0123456789']);
    }
  });

  test('are for those who have the rest of the same object', async () => {
    expect((await get({ range: 'bytes=0-1', 'if-range': etag })).status).toBe(206);
    expect((await get({ range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200);
  });

  test('of a HEAD', async () => {
    const head = await store.client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'digits', Range: 'bytes=1-3' }));
    expect(head).toMatchObject({ ContentLength: 3, ContentRange: 'bytes 1-3/10' });
  });
});

describe('conditions', () => {
  const past = new Date(Date.now() - 86_400_000).toUTCString();
  const future = new Date(Date.now() + 86_400_000).toUTCString();
  test.each([
    ['If-None-Match with its tag', () => ({ 'if-none-match': etag }), 304],
    ['If-None-Match with a list', () => ({ 'if-none-match': `"x", W/${etag}` }), 304],
    ['If-None-Match with a star', () => ({ 'if-none-match': '*' }), 304],
    ['If-None-Match with another tag', () => ({ 'if-none-match': '"x"' }), 200],
    ['If-Match with its tag', () => ({ 'if-match': etag }), 200],
    ['If-Match with another tag', () => ({ 'if-match': '"x"' }), 412],
    ['If-Modified-Since yesterday', () => ({ 'if-modified-since': past }), 200],
    ['If-Modified-Since tomorrow', () => ({ 'if-modified-since': future }), 304],
    ['If-Modified-Since never', () => ({ 'if-modified-since': 'never' }), 200],
    ['If-Unmodified-Since yesterday', () => ({ 'if-unmodified-since': past }), 412],
    ['If-Unmodified-Since yesterday, but If-Match', () => ({ 'if-unmodified-since': past, 'if-match': etag }), 200],
    [
      'If-Modified-Since tomorrow, but If-None-Match',
      () => ({ 'if-modified-since': future, 'if-none-match': '"x"' }),
      200,
    ],
  ])('%s', async (_what, headers, status) => {
    const answer = await get(headers());
    expect(answer.status).toBe(status);
    if (status === 304) expect([answer.headers.get('etag'), await answer.text()]).toEqual([etag, '']);
  });
});

test('a signed URL says under which headers the object is served', async () => {
  const signed = await getSignedUrl(
    store.client,
    new GetObjectCommand({
      Bucket: bucket,
      Key: 'digits',
      ResponseContentType: 'application/octet-stream',
      ResponseContentDisposition: `attachment; filename="d.txt"; filename*=UTF-8''d%C3%A9.txt`,
      ResponseCacheControl: 'private, max-age=300',
      ResponseContentLanguage: 'fr',
    }),
  );
  const { headers } = await fetch(signed);
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('content-disposition')).toBe(`attachment; filename="d.txt"; filename*=UTF-8''d%C3%A9.txt`);
  expect(headers.get('cache-control')).toBe('private, max-age=300');
  expect(headers.get('content-language')).toBe('fr');
});

test('no answer can be taken for a page that runs', async () => {
  for (const answer of [await get(), await fetch(`${store.endpoint}/${bucket}/nothing`)]) {
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  }
});

describe('pages of', () => {
  test('an allowed origin may read answers and ask before they write', async () => {
    const answer = await send({ method: 'GET', url, headers: { origin: viewerOrigin, range: 'bytes=0-1' } });
    expect(answer.headers['access-control-allow-origin']).toBe(viewerOrigin);
    expect(answer.headers['access-control-expose-headers']).toMatch(/Accept-Ranges.*Content-Range.*ETag/);
    expect(answer.headers.vary).toContain('Origin');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();

    const headers = {
      origin: viewerOrigin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type,if-none-match,x-amz-checksum-sha256',
    };
    const preflight = await send({ method: 'OPTIONS', url: `${store.endpoint}/${bucket}/any`, headers });
    expect(preflight.status).toBe(200);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': viewerOrigin,
      'access-control-allow-methods': 'GET, HEAD, PUT',
      'access-control-allow-headers': 'content-type,if-none-match,x-amz-checksum-sha256',
    });
  });

  test('an allowed origin may also read why they are refused', async () => {
    const answer = await send({ method: 'GET', url: `${url}x`, headers: { origin: viewerOrigin } });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBe(viewerOrigin);
  });

  test.each(['https://mallory.example', 'null', `${viewerOrigin}.mallory.example`])('%s may not', async (origin) => {
    expect(
      (await send({ method: 'GET', url, headers: { origin } })).headers['access-control-allow-origin'],
    ).toBeUndefined();
    const preflight = await send({
      method: 'OPTIONS',
      url,
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    expect(preflight).toMatchObject({ status: 403, code: 'AccessForbidden' });
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('keys', () => {
  const odd = [
    '../../outside',
    '..',
    'a/../../b',
    '/leading',
    'trailing/',
    'double//slash',
    'NUL\0inside',
    'new\nline',
    'space and +plus& ? # %41 %2F',
    'Case',
    'case',
    'caf\u00e9',
    'cafe\u0301',
    '日本語/🐦',
    'con',
    'x'.repeat(1024),
    'ü'.repeat(512),
  ];

  test('of any kind keep apart, and inside the directory', async () => {
    for (const key of odd)
      await store.storage.write({ objectKey: key, contentType: 'text/plain', bytes: Buffer.from(key) });
    for (const key of odd) {
      const found = await send({
        method: 'GET',
        url: await getSignedUrl(store.client, new GetObjectCommand({ Bucket: bucket, Key: key })),
      });
      expect(found.body.toString()).toBe(key);
    }
    const listed = await store.client.send(new ListObjectsV2Command({ Bucket: bucket, EncodingType: 'url' }));
    const keys = listed.Contents?.map(({ Key = '' }) => decodeURIComponent(Key)) ?? [];
    const inOrder = ['digits', ...odd].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(keys).toEqual(inOrder);
    await store.storage.delete(odd);
  });

  test('are not longer than 1,024 bytes', async () => {
    const write = store.storage.write({
      objectKey: 'ü'.repeat(513),
      contentType: 'text/plain',
      bytes: Buffer.from('x'),
    });
    await expect(write).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });

  test('are listed in pages, by prefix, and folded at a delimiter', async () => {
    const keys = ['a/1', 'a/2', 'a/b/3', 'a/b/4', 'a/c/5', 'b/6'];
    for (const key of keys)
      await store.storage.write({ objectKey: key, contentType: 'text/plain', bytes: Buffer.from('x') });
    const list = (input: object) => store.client.send(new ListObjectsV2Command({ Bucket: bucket, ...input }));

    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await list({ MaxKeys: 2, Prefix: 'a/', ContinuationToken: token });
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      token = page.NextContinuationToken;
      expect(page.IsTruncated).toBe(token !== undefined);
    } while (token);
    expect(seen).toEqual(keys.slice(0, 5));

    const folded = await list({ Prefix: 'a/', Delimiter: '/' });
    expect(folded.Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2']);
    expect(folded.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/b/', 'a/c/']);
    expect(folded.KeyCount).toBe(4);

    const first = await list({ Prefix: 'a/', Delimiter: '/', MaxKeys: 3 });
    const rest = await list({ Prefix: 'a/', Delimiter: '/', ContinuationToken: first.NextContinuationToken });
    expect(rest.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/c/']);

    expect((await list({ StartAfter: 'a/c/5' })).Contents?.map(({ Key }) => Key)).toEqual(['b/6', 'digits']);
    await expect(list({ ContinuationToken: '***' })).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});
