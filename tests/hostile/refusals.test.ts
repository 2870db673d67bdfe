import { request } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { RateLimited } from '#domain/errors.ts';
import { createLogger } from '#server/logger.ts';
import { type AddressLimit, limitAddresses } from '#server/spending/address-limit.ts';
import { costBuckets } from '#server/spending/cost-buckets.ts';
import { sharedLevels } from '#server/spending/shared-levels.ts';
import { serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();

interface Answer {
  errors?: { message: string; extensions: Record<string, unknown> }[];
}

async function post(url: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as Answer) };
}

const good = JSON.stringify({ query: '{ viewer { kind } }' });

test('an address that sends more than its points is answered with 429 before its body is read', async () => {
  const { url, stop } = await serve(lab(), { addressLimit: limitAddresses(10) });
  onTestFinished(stop);
  // The address has 100 points, and each refused request costs 21.
  for (let index = 0; index < 5; index += 1) expect((await post(url, '{')).errors).toHaveLength(1);
  const limited = await post(url, good, { authorization: `Bearer ${lab().alice.token}` });
  expect(limited.status).toBe(429);
  expect(limited.errors).toEqual([
    {
      message: expect.stringContaining('Try again'),
      extensions: { code: 'RATE_LIMITED', requestId: expect.any(String), retryAfterSeconds: expect.any(Number) },
    },
  ]);
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
});

test('good requests of an address are one point each, and its large bodies more', async () => {
  const { url, stop } = await serve(lab(), { addressLimit: limitAddresses(10) });
  onTestFinished(stop);
  for (let index = 0; index < 40; index += 1) expect((await post(url, good)).status).toBe(200);
  expect((await post(url, good.padEnd(50_000))).status).toBe(200);
  expect((await post(url, good.padEnd(50_000))).status).toBe(429);
});

test('an address that is refused owes no more than it may send at once', () => {
  const limit = limitAddresses(10);
  for (let index = 0; index < 1_000; index += 1) limit.chargeRefusal('192.0.2.1', 1_000_000);
  expect(retryAfter(limit)).toBe(11); // 100 points of debt and one for the request
});

test('a request that is refused because of its address costs nothing more', async () => {
  const admit = () => {
    throw new RateLimited(1);
  };
  const addressLimit = { admit, receive: vi.fn(), refund: vi.fn(), chargeRefusal: vi.fn() };
  const { url, stop } = await serve(lab(), { addressLimit });
  onTestFinished(stop);
  expect((await post(url, good)).status).toBe(429);
  expect(addressLimit.chargeRefusal).not.toHaveBeenCalled();
});

/** Sends a body in chunks, without a header for its size. */
function postInChunks(url: string, body: string) {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Blob([body]).stream(),
    duplex: 'half',
  } as RequestInit);
}

test('a body in chunks is charged by the bytes that arrive', async () => {
  // The address has exactly the points of these requests, so none of them waits for another.
  const { url, stop } = await serve(lab(), { addressLimit: limitAddresses(4) });
  onTestFinished(stop);
  const statuses = await Promise.all(Array.from({ length: 30 }, async () => (await postInChunks(url, good)).status));
  expect(statuses).toEqual(Array.from({ length: 30 }, () => 200));
});

test('a body in chunks is refused when its address has no points left for what arrives', async () => {
  const addressLimit = limitAddresses(10);
  const { url, stop } = await serve(lab(), { addressLimit });
  onTestFinished(stop);
  expect((await postInChunks(url, good.padEnd(50_000))).status).toBe(200);
  const refused = await postInChunks(url, good.padEnd(900_000));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a body that is declared too large is not charged', async () => {
  const addressLimit = limitAddresses(1_000);
  const { url, stop } = await serve(lab(), { addressLimit });
  onTestFinished(stop);
  for (let index = 0; index < 12; index += 1) {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': 5_000_000 };
      const sent = request(`${url}/graphql`, { method: 'POST', headers }, ({ statusCode }) => {
        resolve(statusCode);
        sent.destroy();
      });
      sent.on('error', reject).flushHeaders();
    });
    expect(status).toBe(413);
  }
});

function retryAfter(limit: AddressLimit): number {
  try {
    limit.admit('192.0.2.1', 0);
    return 0;
  } catch (error) {
    if (error instanceof RateLimited) return error.retryAfterSeconds;
    throw error;
  }
}

test('a refused request is charged to the bucket of its address', async () => {
  const size = { capacity: 10_000, perSecond: 0.001 };
  const levels = sharedLevels(lab().databases.systemPool, size);
  const buckets = costBuckets({ size, operationLimit: 5_000, levels, logger: createLogger('silent') });
  const { url, stop } = await serve(lab(), { graphql: { buckets } });
  onTestFinished(async () => {
    await stop();
    await buckets.close();
  });
  const left = async (body: string) => /r=(\d+)/.exec((await post(url, body)).headers.get('ratelimit') ?? '')?.[1];
  expect(await left(good)).toBe('9999');
  expect(await left('{"query":"{ nothing }"}')).toBe('9899');
  expect(await left('{"query":"{"}')).toBe('9799');
  expect(await left(JSON.stringify({ query: 'query ($n: Int!) { datasets(first: $n) { edges { cursor } } }' }))).toBe(
    '9699',
  );
  expect(await left(good)).toBe('9698');
  for (let index = 0; index < 100; index += 1) await left('{"query":"{"}');
  expect((await post(url, good)).status).toBe(429);
});

test.each([
  ['nested too deeply', '['.repeat(65), 'LIMIT_EXCEEDED', 'JSON may be nested at most 64 levels deep.'],
  ['with too many keys', `{${'"a":1,'.repeat(50_001)}`, 'LIMIT_EXCEEDED', 'JSON may have at most 50000 keys.'],
  ['with too many values', `[${'1,'.repeat(250_001)}`, 'LIMIT_EXCEEDED', 'JSON may have at most 250000 values.'],
  ['with brackets in its texts', JSON.stringify({ query: `{ viewer { kind } } # ${'[{"\\'.repeat(100)}` }), null, null],
  [
    'with a long document',
    JSON.stringify({ query: `{ viewer { kind } } #${'x'.repeat(50_000)}` }),
    'LIMIT_EXCEEDED',
    'The document has 50021 characters. The maximum is 50000. Send values as variables.',
  ],
])('a body %s is refused in a sentence', async (_what, body, code, message) => {
  const { url, stop } = await serve(lab());
  onTestFinished(stop);
  const { errors } = await post(url, body);
  expect(errors?.[0]?.extensions['code'] ?? null).toBe(code);
  expect(errors?.[0]?.message ?? null).toBe(message);
});
