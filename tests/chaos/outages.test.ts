import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '#sdk/publish.ts';
import { ask } from './ask.ts';
import { editionAfter, writeFolder } from './edition.ts';
import { type House, openHouse } from './house.ts';
import { publishUntilDone } from './publisher.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
  await publishUntilDone(house, await folderOf(1));
});
afterAll(() => house?.end());

const Names = '{ datasets(first: 5) { edges { node { slug revision { number itemCount } } } } }';

/** Number of requests that are sent to an API while it stops. See docs/reliability.md for the result with 10,000. */
const requestsWhileStopping = Number(process.env['SIGTERM_REQUESTS'] ?? 500);

test('while the database is down callers are told so, and soon after it is back they are answered again', async () => {
  const failures = new Map<string, number>();
  let backAt = Number.POSITIVE_INFINITY;
  let answeredAt = Number.POSITIVE_INFINITY;
  const askUntilAnswered = async () => {
    while (answeredAt === Number.POSITIVE_INFINITY) {
      const reply = await ask(house, Names, {});
      if ('failure' in reply) failures.set(reply.failure, (failures.get(reply.failure) ?? 0) + 1);
      else if (performance.now() > backAt) answeredAt = Math.min(answeredAt, performance.now());
      await sleep(5);
    }
  };
  const asking = Promise.all(Array.from({ length: 20 }, askUntilAnswered));
  await sleep(200);
  await house.kill('postgres');
  await expect.poll(() => readiness(house.url)).toEqual([503, 'failing']);
  await house.restart('postgres');
  backAt = performance.now();
  await asking;

  console.log(`database: answered again ${Math.round(answeredAt - backAt)} ms after it was back`);
  expect(answeredAt - backAt).toBeLessThan(5_000);
  expect([...failures.keys()]).toEqual(['DATABASE_UNAVAILABLE']);
  expect(house.diedAlone()).toEqual([]);
  await expect.poll(() => readiness(house.url)).toEqual([200, 'ok']);
});

test('an API that is started before its database waits for it', async () => {
  await house.kill('postgres');
  const starting = house.addApi({});
  await sleep(2_000);
  await house.restart('postgres');
  const { url } = await starting;
  expect(await readiness(url)).toEqual([200, 'ok']);
});

test.each([
  { where: 'down' as const, edition: 2 },
  { where: 'silent' as const, edition: 3 },
])(
  'while the store is $where metadata is read, a publish is told so in time, and goes on when it is back',
  async ({ where, edition }) => {
    const folder = await folderOf(edition);
    let goneAt = 0;
    // The files have arrived, but the manifest must still be read from the store.
    const fetchWithoutStore: typeof fetch = async (url, request) => {
      const publishes = typeof request?.body === 'string' && request.body.includes('mutation PublishIngestSession(');
      if (publishes && goneAt === 0) {
        await house.storeGoes(where);
        goneAt = performance.now();
      }
      return fetch(url, request);
    };
    const failure: unknown = await run(folder, fetchWithoutStore).catch((error: unknown) => error);
    const seconds = (performance.now() - goneAt) / 1_000;
    expect(failure).toMatchObject({ code: 'STORAGE_UNAVAILABLE', requestId: expect.any(String) });
    console.log(`store ${where}: a publish was told after ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(15);
    const revision = { number: edition - 1, itemCount: expect.any(Number) };
    expect(await ask(house, Names, {})).toEqual({
      data: { datasets: { edges: [{ node: { slug: 'birds', revision } }] } },
    });

    await house.storeGoes('up');
    const events = await run(folder, fetch);
    expect(events.find(({ type }) => type === 'session')).toMatchObject({ resumed: true });
    expect(events.at(-1)).toMatchObject({ type: 'done', revision: edition, noop: false });
  },
);

test('an API that is asked to stop says so first, drops no request, and ends', async () => {
  const { url, process } = await house.addApi({ DRAIN_SECONDS: '2' });
  const balancer = { ready: true, sent: 0, answered: 0, dropped: [] as string[] };
  const sendWhileReady = async () => {
    while (balancer.ready) {
      balancer.sent += 1;
      const reply = await ask({ url, alice: house.alice }, Names, {});
      if ('failure' in reply) balancer.dropped.push(reply.failure);
      else balancer.answered += 1;
    }
  };
  const sending = Promise.all(Array.from({ length: 32 }, sendWhileReady));
  await expect.poll(() => balancer.sent).toBeGreaterThan(requestsWhileStopping);
  const began = performance.now();
  const exit = once(process.child, 'exit');
  const ended = process.end('SIGTERM');
  while (balancer.ready) {
    const [status] = await readiness(url);
    expect(status, 'readiness fails while connections are still taken').not.toBe(0);
    balancer.ready = status === 200;
    await sleep(50);
  }
  await sending;
  await ended;
  const seconds = (performance.now() - began) / 1_000;

  console.log(
    `stop: ${balancer.dropped.length} of ${balancer.sent} requests dropped, ended after ${seconds.toFixed(1)} s`,
  );
  expect(balancer.dropped).toEqual([]);
  expect(balancer.answered).toBe(balancer.sent);
  expect(await exit).toEqual([0, null]);
  expect(seconds).toBeLessThan(30);
});

/** Returns the status and the reason for the database. Returns 0 if the server cannot be reached. */
async function readiness(url: string): Promise<[number, string]> {
  const response = await fetch(`${url}/health/ready`).catch(() => null);
  if (!response) return [0, 'nobody'];
  const { database } = (await response.json()) as { database: string };
  return [response.status, database];
}

async function folderOf(number: number): Promise<string> {
  const folder = await mkdtemp(join(house.folder, 'edition-'));
  let edition = editionAfter(null, 'file');
  for (let next = 2; next <= number; next += 1) edition = editionAfter(edition, 'file');
  await writeFolder(folder, edition);
  return folder;
}

async function run(folder: string, fetch: typeof globalThis.fetch) {
  const events = [];
  const options = { organization: 'lumen', dataset: 'birds', token: house.alice.token, endpoint: house.url };
  for await (const event of publish(folder, { ...options, cacheFolder: null, fetch })) events.push(event);
  return events;
}
