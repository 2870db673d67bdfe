import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { publish } from '#sdk/publish.ts';
import { freePort } from '#server/free-port.ts';
import { isAtHand } from '#tests/kit/at-hand.ts';
import { dataFolder } from '#tests/kit/processes.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { type RunningServer, runServer } from './run-server.ts';
import { findNginx, type Nginx, startNginx } from './start-nginx.ts';

const program = findNginx();
isAtHand(program !== null, 'nginx', 'REQUIRE_NGINX');

const lab = worldOfFile();
const folder = mkdtempSync(join(dataFolder(), 'vitrine-test-proxied-'));
let server: RunningServer;
let nginx: Nginx;
let storePort: number;

beforeAll(async () => {
  if (!program) return;
  storePort = await freePort('127.0.0.1');
  const { connectionString, appConnectionString, store } = lab();
  server = await runServer({
    PROCESSES: 'api',
    TRUSTED_PROXIES: '1',
    DATABASE_URL: connectionString,
    APP_DATABASE_URL: appConnectionString,
    S3_ENDPOINT: store.settings.endpoint!,
    S3_PUBLIC_ENDPOINT: `http://127.0.0.1:${storePort}`,
    S3_BUCKET: store.settings.bucket,
    S3_ACCESS_KEY_ID: store.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: store.settings.secretAccessKey,
  });
  await server.untilReady();
  nginx = await startNginx(program, {
    url: server.url,
    storeUrl: store.settings.endpoint!,
    storePort,
    storeLines: 'client_max_body_size 0;',
  });
});

afterAll(async () => {
  if (program) {
    await nginx.stop();
    await server.stop();
  }
  rmSync(folder, { recursive: true, force: true });
});

const post = (query: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
  fetch(`${nginx.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${lab().alice.token}`, ...headers },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });

test.skipIf(!program)('an event of a subscription is not kept back by buffers or by compression', async () => {
  const { alice, birds } = lab();
  const session = await openIngestSession(await alice.context(), { datasetId: birds.id, mode: 'REPLACE' });
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const query = `subscription { ingestSession(id: "${encodeGlobalID('IngestSession', session.id)}") { state } }`;
  const response = await post(query, { accept: 'text/event-stream', 'accept-encoding': 'gzip' }, leaving.signal);
  const firstEvent = async () => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('"OPEN"')) return 'received';
    }
    return 'ended';
  };
  expect(await Promise.race([firstEvent(), sleep(30_000, 'kept back', { ref: false })])).toBe('received');
});

test.skipIf(!program)('a large file goes up and comes down whole, also in parts', async () => {
  const content = randomBytes(40 * 1024 ** 2);
  mkdirSync(join(folder, 'large'));
  writeFileSync(join(folder, 'large', 'noise.bin'), content);
  await publishFolder(join(folder, 'large'));
  const asked = await post(
    '{ dataset(organizationSlug: "lumen", slug: "birds") { items(first: 1) { edges { node { assets { signedUrl { url } } } } } } }',
  );
  const url = /"url":"([^"]+)"/.exec(await asked.text())?.[1] ?? '';
  expect(new URL(url).port).toBe(String(storePort));
  const whole = await fetch(url);
  expect(sha256(Buffer.from(await whole.arrayBuffer()))).toBe(sha256(content));
  const part = await fetch(url, { headers: { range: 'bytes=1000000-1000009' } });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(content.subarray(1_000_000, 1_000_010));
});

test.skipIf(!program)('answers that the server has compressed pass unchanged', async () => {
  const long = '{ __schema { types { name description fields { name description } } } }';
  const response = await post(long, { 'accept-encoding': 'gzip' });
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.text()).toMatch(/^\{"data":.*\}$/s);
});

test.skipIf(!program)('a proxy that takes no large bodies is named as the reason', async () => {
  const port = await freePort('127.0.0.1');
  const { store } = lab();
  // nginx takes 1 MB by default.
  const narrow = await startNginx(program!, { url: server.url, storeUrl: store.settings.endpoint!, storePort: port });
  onTestFinished(narrow.stop);
  mkdirSync(join(folder, 'refused'));
  writeFileSync(join(folder, 'refused', 'noise.bin'), randomBytes(3 * 1024 ** 2));
  const toNarrow: typeof fetch = (input, init) =>
    fetch(String(input instanceof Request ? input.url : input).replace(`:${storePort}/`, `:${port}/`), init);
  await expect(publishFolder(join(folder, 'refused'), toNarrow)).rejects.toThrow(/413|too large/i);
});

async function publishFolder(path: string, through?: typeof fetch) {
  const events = publish(path, {
    organization: 'lumen',
    dataset: 'birds',
    token: lab().alice.token,
    endpoint: nginx.url,
    cacheFolder: null,
    ...(through && { fetch: through }),
  });
  for (let event = await events.next(); ; event = await events.next()) if (event.done) return event.value.revision;
}

function sha256(content: Buffer) {
  return createHash('sha256').update(content).digest('hex');
}
