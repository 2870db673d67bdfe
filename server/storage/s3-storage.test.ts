import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StorageUnavailable } from '#domain/errors.ts';
import { sha256 } from '#object-store/testing/bytes.ts';
import { bucket, openTestStore, type TestStore } from '#object-store/testing/test-store.ts';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';
import { createS3Storage } from './s3-storage.ts';

const run = promisify(execFile);
const hasCurl = isAtHand(hasPrograms('curl'), 'curl', 'REQUIRE_CURL');
const hasPython = isAtHand(hasPrograms('python3'), 'python3', 'REQUIRE_PYTHON');
const bytes = Buffer.from('a wren sings');
let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const sign = (objectKey: string) =>
  store.storage.signPut({ objectKey, byteSize: bytes.length, contentType: 'image/png', sha256: sha256(bytes) }, 300);
const served = {
  objectKey: 'any',
  contentType: 'image/png',
  filename: 'wren.png',
  disposition: 'INLINE',
  sensitive: false,
  ttlSeconds: 300,
} as const;

describe('an upload URL is used, as it stands, by', () => {
  const landed = async (objectKey: string) => {
    expect(await store.storage.head(objectKey)).toEqual({
      byteSize: bytes.length,
      contentType: 'image/png',
      sha256: sha256(bytes),
    });
  };

  test('fetch, with all headers and without the one that browsers set themselves', async () => {
    const whole = await sign('fetch/whole');
    expect((await fetch(whole.url, { method: 'PUT', headers: whole.headers, body: bytes })).status).toBe(200);
    await landed('fetch/whole');
    const { url, headers } = await sign('fetch/browser');
    const { 'content-length': _set, ...others } = headers;
    expect((await fetch(url, { method: 'PUT', headers: others, body: bytes })).status).toBe(200);
    await landed('fetch/browser');
  });

  test.skipIf(!hasCurl)('curl', async () => {
    const { url, headers } = await sign('curl');
    const file = join(store.directory, 'curl.png');
    await writeFile(file, bytes);
    const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
    await run('curl', ['--fail', '-s', '-X', 'PUT', '--data-binary', `@${file}`, ...lines, url]);
    await landed('curl');
  });

  test.skipIf(!hasPython)('the standard library of Python', async () => {
    const { url, headers } = await sign('python');
    const script = `import json, sys, urllib.request
url, headers = json.loads(sys.argv[1])
urllib.request.urlopen(urllib.request.Request(url, data=${JSON.stringify(bytes.toString())}.encode(), headers=headers, method='PUT'))`;
    await run('python3', ['-c', script, JSON.stringify([url, headers])]);
    await landed('python');
  });
});

describe('a URL to read', () => {
  const at = (time: string) => store.storageWith({ now: () => new Date(time) });

  test('is the same for all who ask within half its life, and lives no longer than it should', async () => {
    const early = await at('2026-01-01T00:00:01Z').signGet(served);
    const late = await at('2026-01-01T00:02:29.999Z').signGet(served);
    const next = await at('2026-01-01T00:02:30Z').signGet(served);
    expect(late).toEqual(early);
    expect(next.url).not.toBe(early.url);
    expect(early.expiresAt).toEqual(new Date('2026-01-01T00:05:00Z'));
  });

  test.each([59, 301, Number.NaN])('does not live for %d seconds', async (ttlSeconds) => {
    await expect(store.storage.signGet({ ...served, ttlSeconds })).rejects.toBeInstanceOf(RangeError);
  });

  test('has the address that browsers know, and works where that leads to the store', async () => {
    const storage = store.storageWith({ publicEndpoint: 'https://objects.example.org' });
    expect((await storage.signGet(served)).url).toMatch(/^https:\/\/objects\.example\.org\/vitrine\/any\?/);
    const elsewhere = createS3Storage({
      bucket,
      accessKeyId: 'a',
      secretAccessKey: 'b',
      region: 'eu-west-1',
      forcePathStyle: false,
    });
    expect((await elsewhere.signGet(served)).url).toMatch(/^https:\/\/vitrine\.s3\.eu-west-1\.amazonaws\.com\/any\?/);
  });
});

test('a content type with line ends is not signed', async () => {
  const upload = { objectKey: 'x', byteSize: 1, contentType: 'image/png\r\nx: y', sha256: sha256(bytes) };
  await expect(store.storage.signPut(upload, 300)).rejects.toBeInstanceOf(RangeError);
});

describe('a store that is down is said to be, in time', () => {
  let server: Server | undefined;
  afterAll(() => server?.close());
  const storageAt = (port: number, answerWithinMilliseconds?: number) =>
    store.storageWith({ endpoint: `http://127.0.0.1:${port}`, answerWithinMilliseconds });

  async function listen(answer: string | null): Promise<number> {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (answer !== null) socket.on('data', () => socket.end(answer));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  test.each([
    ['refuses connections', async () => storageAt(1)],
    ['takes them and never answers', async () => storageAt(await listen(null), 300)],
    ['hangs up', async () => storageAt(await listen(''))],
    ['is overloaded', async () => storageAt(await listen('HTTP/1.1 503 Slow Down\r\ncontent-length: 0\r\n\r\n'))],
  ])('when it %s', async (_what, open) => {
    const storage = await open();
    const startedAt = Date.now();
    const calls = [
      storage.head('x'),
      storage.read('x'),
      storage.write({ objectKey: 'x', contentType: 'text/plain', bytes }),
      storage.delete(['x']),
      storage.openMultipart({ objectKey: 'x', contentType: 'text/plain' }),
      storage.ping(),
      storage.ensureBucket(),
    ];
    const outcomes = await Promise.allSettled(calls);
    for (const outcome of outcomes)
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(StorageUnavailable);
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    storage.close();
  });
});
