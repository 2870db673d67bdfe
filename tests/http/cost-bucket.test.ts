import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from '#server/logger.ts';
import { costBuckets } from '#server/spending/cost-buckets.ts';
import { sharedLevels } from '#server/spending/shared-levels.ts';
import { serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();

/** Starts an API server that shares its buckets with all others. */
async function serveCopy(capacity: number) {
  const size = { capacity, perSecond: 0.001 };
  const levels = sharedLevels(lab().databases.systemPool, size);
  const buckets = costBuckets({ size, operationLimit: 5_000, levels, logger: createLogger('silent') });
  const { url, stop } = await serve(lab(), { graphql: { buckets } });
  onTestFinished(async () => {
    await stop();
    await buckets.close();
  });
  const ask = async (token: string | null, query: string) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  };
  return { ask, book: () => buckets.close() };
}

interface Body {
  data?: unknown;
  errors?: { message: string; extensions: Record<string, unknown> }[];
  extensions?: { cost?: { requested: number; limit: number; bucket: Record<string, unknown> } };
}

const datasets = '{ datasets(first: 100) { edges { node { id slug } } } }';

test('each answer says what it cost and what is left', async () => {
  const { ask } = await serveCopy(10_000);
  const { status, headers, body } = await ask(lab().alice.token, datasets);
  expect(status).toBe(200);
  const { requested, limit, bucket } = body.extensions!.cost!;
  expect({ limit, bucket }).toEqual({
    limit: 5_000,
    bucket: { capacity: 10_000, remaining: 10_000 - requested, restoredAt: expect.stringMatching(/^\d{4}-.*Z$/) },
  });
  expect(requested).toBeGreaterThan(100);
  expect(headers.get('ratelimit-policy')).toBe('"cost";q=10000');
  expect(headers.get('ratelimit')).toMatch(new RegExp(`^"cost";r=${10_000 - requested};t=\\d+$`));
});

test('an empty bucket is answered with 429, and with when to come back; others go on', async () => {
  const [one, other] = [await serveCopy(5_000), await serveCopy(5_000)];
  const { alice, bob } = lab();
  let last = await one.ask(bob.token, datasets);
  for (let index = 0; last.status === 200 && index < 100; index += 1) last = await one.ask(bob.token, datasets);
  expect(last.status).toBe(429);
  expect(last.body.data).toBeUndefined();
  expect(last.body.errors![0]).toMatchObject({ extensions: { code: 'RATE_LIMITED', requestId: expect.any(String) } });
  expect(last.headers.get('retry-after')).toBe(String(last.body.errors![0]!.extensions['retryAfterSeconds']));
  expect(last.body.extensions!.cost!.bucket['remaining']).toBeLessThan(last.body.extensions!.cost!.requested);
  expect((await one.ask(alice.token, datasets)).status).toBe(200);
  // The other API server learns of bob's spending with its first booking.
  await one.book();
  await other.ask(bob.token, '{ __typename }');
  await other.book();
  expect((await other.ask(bob.token, datasets)).status).toBe(429);
});

test('who has no account pays by network', async () => {
  const { ask } = await serveCopy(5_000);
  const { body } = await ask(null, '{ __typename }');
  expect(body.extensions!.cost!.requested).toBe(1);
  expect(
    (await ask(null, '{ signInMethods { identityProvider { name } } }')).body.extensions!.cost!.bucket['remaining'],
  ).toBeLessThan(4_999);
});
