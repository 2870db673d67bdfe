import { expect, onTestFinished, test } from 'vitest';
import { updateDataset } from '#domain/datasets/update-dataset.ts';
import { beginOfFollowing } from '#domain/events/follow-events.ts';
import { revokeApiToken } from '#domain/identity/revoke-api-token.ts';
import { followOrganization } from '#sdk/feed/follow-organization.ts';
import { type ServeOptions, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { limitAddresses } from '../spending/address-limit.ts';

const lab = worldOfFile();

async function served(options: ServeOptions = {}) {
  const api = await serve(lab(), options);
  onTestFinished(api.stop);
  return api;
}

function ask(url: string, path: string, token: string | null, headers: Record<string, string> = {}) {
  return fetch(`${url}${path}`, { headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers } });
}

async function rename(name: string) {
  await updateDataset(await lab().alice.context(), { datasetId: lab().birds.id, name });
}

test('events are CloudEvents, and a client that reads them all gets a cursor to go on', async () => {
  const { url } = await served();
  const { ada, lumen } = lab();
  const before = await beginOfFollowing(await ada.context(), lumen.id);
  await rename('First');
  await rename('Second');
  const path = `/events?organization=lumen&follow=false&after=${before}`;
  const response = await ask(url, path, ada.token);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const text = await response.text();
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json!) as Record<string, unknown>);
  expect(events).toHaveLength(2);
  expect(events[0]).toEqual({
    specversion: '1.0',
    id: expect.any(String),
    source: 'https://vitrine.example/lumen',
    type: 'vitrine.dataset.changed',
    subject: 'lumen/birds',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    datacontenttype: 'application/json',
    data: {
      organization: 'lumen',
      dataset: 'birds',
      datasetId: Buffer.from(`Dataset:${lab().birds.id}`).toString('base64'),
      actorId: Buffer.from(`User:${lab().alice.userId}`).toString('base64'),
      changed: ['name'],
    },
  });
  const [, , first = ''] = [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id!);
  const rest = await (await ask(url, path, ada.token, { 'last-event-id': first })).text();
  expect([...rest.matchAll(/^data: /gm)]).toHaveLength(0);
});

test('who may not see the organization gets a clear answer', async () => {
  const { url } = await served();
  const { ada, mallory } = lab();
  const status = async (path: string, token: string | null) => (await ask(url, path, token)).status;
  expect(await status('/events?organization=lumen&follow=false', null)).toBe(401);
  expect(await status('/events?organization=lumen&follow=false', mallory.token)).toBe(404);
  expect(await status('/events?organization=nothing&follow=false', mallory.token)).toBe(404);
  expect(await status('/events', ada.token)).toBe(400);
  expect(await status('/events?organization=lumen&after=x', ada.token)).toBe(400);
  expect(await status('/events?organization=lumen&types=x', ada.token)).toBe(400);
  expect(await status('/events?organization=lumen&typ=x', ada.token)).toBe(400);
});

test('a caller has a limited number of streams, and a closed one counts no more', async () => {
  const { url } = await served();
  const { bob } = lab();
  const abort = new AbortController();
  const open = () =>
    fetch(`${url}/events?organization=lumen`, {
      headers: { authorization: `Bearer ${bob.token}` },
      signal: abort.signal,
    });
  // A response without a reference would be collected, and its connection closed.
  const streams: Response[] = [];
  for (let count = 0; count < 20; count += 1) streams.push(await open());
  expect((await open()).status).toBe(429);
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
  abort.abort();
  await expect
    .poll(() => ask(url, '/events?organization=lumen&follow=false', bob.token).then((r) => r.status))
    .toBe(200);
});

test('requests in a loop are limited by their address, refused ones more', async () => {
  const limited = await served({ addressLimit: limitAddresses(10) });
  const path = '/events?organization=lumen&follow=false';
  const statuses: number[] = [];
  for (let count = 0; count < 8; count += 1) statuses.push((await ask(limited.url, path, null)).status);
  expect(statuses.slice(0, 4)).toEqual([401, 401, 401, 401]);
  const refused = await ask(limited.url, path, lab().bob.token);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask(limited.url, '/exports/access-log?organizationSlug=lumen', lab().ada.token)).status).toBe(429);
});

test('a follower loses and repeats nothing when its connection is cut, and ends when its token is revoked', async () => {
  const { url } = await served();
  const { ada, databases } = lab();
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  // Each connection is cut after its first event.
  const cutting: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    return new Response(response.body && cutAfter(response.body, 'data: '), response);
  };
  const after = await beginOfFollowing(await ada.context(), lab().lumen.id);
  const stream = followOrganization({
    organization: 'lumen',
    endpoint: url,
    token: ada.token,
    fetch: cutting,
    after,
    signal: abort.signal,
    backoff: { firstMilliseconds: 5, longestMilliseconds: 5 },
  });
  const got: unknown[] = [];
  const names = ['a', 'b', 'c', 'd', 'e'];
  const reading = (async () => {
    for await (const { event } of stream) got.push(event.id);
  })();
  for (const name of names) await rename(name);
  await expect.poll(() => got.length).toBe(5);
  const events = await databases.system.event.findMany({
    where: { orgId: lab().lumen.id },
    orderBy: { position: 'desc' },
    take: 5,
  });
  expect(got).toEqual(events.map(({ id }) => id).toReversed());
  const token = await databases.system.apiToken.findFirstOrThrow({ where: { userId: ada.userId } });
  await revokeApiToken(await ada.context(), token.id);
  await rename('f');
  await expect(reading).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(got).toHaveLength(5);
});

/** Returns a body that fails after a chunk with this text. */
function cutAfter(body: ReadableStream<Uint8Array>, text: string): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let isCut = false;
  return new ReadableStream({
    async pull(controller) {
      if (isCut) throw new Error('cut');
      const { value, done } = await reader.read();
      if (done || !value) return controller.close();
      isCut = Buffer.from(value).toString().includes(text);
      controller.enqueue(value);
      if (isCut) await reader.cancel();
    },
    cancel: () => reader.cancel(),
  });
}
