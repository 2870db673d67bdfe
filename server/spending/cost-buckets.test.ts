import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { anonymous } from '#domain/viewer.ts';
import { forkProcess } from '#tests/kit/processes.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { createLogger } from '../logger.ts';
import { chargesOf } from './charges.ts';
import { type CostBuckets, costBuckets, leaseOf } from './cost-buckets.ts';
import { type SharedLevels, sharedLevels } from './shared-levels.ts';

const lab = worldOfFile();
const operationLimit = 100;

/** Returns the buckets of a new process. It books only when the test calls it, or when a lease is spent. */
function newProcess(size: { capacity: number; perSecond: number }, levels?: SharedLevels): CostBuckets {
  const buckets = costBuckets({
    size,
    operationLimit,
    levels: levels ?? sharedLevels(lab().databases.systemPool, size),
    logger: createLogger('silent'),
    bookEveryMilliseconds: 3_600_000,
  });
  onTestFinished(() => buckets.close());
  return buckets;
}

/** Returns how many of these operations a process accepts. */
async function letThrough(buckets: CostBuckets, key: string, points: number, tries: number) {
  let granted = 0;
  for (let index = 0; index < tries; index += 1) if ((await buckets.spend([{ key, points }])).granted) granted += 1;
  return granted;
}

test('a bucket gives what is in it, says what is left and when it is full again', async () => {
  const alone = newProcess({ capacity: 1_000, perSecond: 0.001 });
  const first = await alone.spend([{ key: 'alice', points: 100 }]);
  expect(first).toMatchObject({ granted: true, capacity: 1_000, remaining: 900 });
  expect((first.restoredAt.getTime() - Date.now()) / 1_000).toBeCloseTo(100_000, -2);
  for (let index = 0; index < 9; index += 1) await alone.spend([{ key: 'alice', points: 100 }]);
  expect(await alone.spend([{ key: 'alice', points: 1 }])).toMatchObject({ granted: false, remaining: 0 });
  expect(await alone.spend([{ key: 'bob', points: 1 }])).toMatchObject({ granted: true, remaining: 999 });
});

test('it fills up again, at its pace', async () => {
  const alone = newProcess({ capacity: 200, perSecond: 2_000 });
  const points = 100;
  for (let index = 0; index < 2; index += 1) await alone.spend([{ key: 'refill', points }]);
  const refused = await alone.spend([{ key: 'refill', points }]);
  expect(refused.granted || refused.retryAfterSeconds).toBe(1);
  await expect.poll(async () => (await alone.spend([{ key: 'refill', points }])).granted).toBe(true);
});

test('of two buckets, one that is empty spares the other', async () => {
  const alone = newProcess({ capacity: 100, perSecond: 0.001 });
  await alone.spend([{ key: 'common', points: 100 }]);
  const both = [
    { key: 'own', points: 10 },
    { key: 'common', points: 1 },
  ];
  expect(await alone.spend(both)).toMatchObject({ granted: false, remaining: 100 });
});

test('the database is asked once for each lease, and for many callers at once', async () => {
  const size = { capacity: 10_000, perSecond: 0.001 };
  const shared = sharedLevels(lab().databases.systemPool, size);
  let statements = 0;
  const buckets = newProcess(size, {
    book(spent) {
      statements += 1;
      return shared.book(spent);
    },
  });
  for (let caller = 0; caller < 100; caller += 1) {
    expect(buckets.spend([{ key: `caller-${caller}`, points: 100 }])).toMatchObject({ granted: true });
  }
  expect(statements).toBe(0);
  await buckets.close();
  expect(statements).toBe(1);
  // A lease is 500 points: of 100 operations of 10 points, one waits.
  expect(await letThrough(buckets, 'caller-0', 10, 100)).toBe(100);
  expect(statements).toBe(2);
});

test('without the database, each process keeps to what it knows', async () => {
  const failing = { book: () => Promise.reject(new Error('The database does not answer.')) };
  expect(await letThrough(newProcess({ capacity: 1_000, perSecond: 0.001 }, failing), 'offline', 100, 20)).toBe(10);
});

test('two processes together give at most a lease each more than there is, and then nothing', async () => {
  const size = { capacity: 100_000, perSecond: 0.001 };
  const child = fileURLToPath(new URL('./testing/spend-in-a-process.ts', import.meta.url));
  const spenders = [1, 2].map(() =>
    forkProcess(child, { execArgv: ['--import', 'tsx'], env: { ...process.env, NODE_OPTIONS: '' } }),
  );
  onTestFinished(() => spenders.forEach((spender) => void spender.kill()));
  await Promise.all(spenders.map((spender) => once(spender, 'message'))); // both are ready
  const order = { connectionString: lab().connectionString, size, operationLimit, points: 90, tries: 3_000 };
  const reports = spenders.map((spender) => once(spender, 'message') as Promise<[{ granted: number }]>);
  for (const spender of spenders) spender.send(order);
  const spent = (await Promise.all(reports)).reduce((sum, [{ granted }]) => sum + granted * order.points, 0);
  // Each process tried to spend 270,000 points, and there are only 100,000.
  expect(spent).toBeGreaterThan(size.capacity - order.points);
  expect(spent).toBeLessThanOrEqual(size.capacity + 2 * leaseOf(size, operationLimit));
  expect(await letThrough(newProcess(size), 'crowd', 90, 100)).toBeLessThanOrEqual(55); // at most one lease
});

test('tokens, people, share links and networks pay for themselves, and the tokens of a person together as well', () => {
  const token = { ...anonymous, kind: 'TOKEN' as const, userId: 'u', tokenId: 't' };
  expect(chargesOf(token, '192.0.2.1', 50)).toEqual([
    { key: 'token:t', points: 50 },
    { key: 'tokens-of:u', points: 5 },
  ]);
  expect(chargesOf({ ...token, kind: 'PERSON', tokenId: null }, '192.0.2.1', 50)).toEqual([
    { key: 'person:u', points: 50 },
  ]);
  expect(chargesOf(anonymous, '2001:db8::1', 50)).toEqual(chargesOf(anonymous, '2001:db8::2', 50));
  const share = { id: 's', orgId: 'o', datasetId: 'd', revision: null, withReviews: false, expiresAt: new Date() };
  expect(chargesOf({ ...anonymous, kind: 'SHARE_LINK', share }, '192.0.2.1', 50)).toEqual([
    { key: 'share:s:192.0.2.1', points: 50 },
  ]);
});
