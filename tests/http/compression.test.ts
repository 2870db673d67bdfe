import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTokenFor } from '#server/commands/create-token.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
let served: Served;
let token: string;
const page =
  '{ dataset(organizationSlug: "lumen", slug: "birds") { items(first: 100) { edges { node { id key title } } } } }';

beforeAll(async () => {
  const { birds, databases, bob } = lab();
  await seedItems(
    databases.system,
    birds,
    Array.from({ length: 100 }, (_, position) => ({
      key: `photographs/${position}`,
      position,
      title: 'Amsel, Zürich',
    })),
  );
  token = await createTokenFor(databases, { user: bob.email, org: 'lumen', scopes: ['READ'] });
  served = await serve(lab());
});

afterAll(() => served.stop());

test('who takes brotli gets a large answer in a third of its bytes or less, and the same answer', async () => {
  const plain = await askWith({}, page);
  const brotli = await askWith({ 'accept-encoding': 'gzip, deflate, br' }, page);
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept, accept-encoding' });
  expect(brotli.headers['content-length']).toBe(String(brotli.body.length));
  expect(brotli.body.length).toBeLessThan(plain.body.length / 2.5);
  expect(dataOf(brotliDecompressSync(brotli.body))).toEqual(dataOf(plain.body));
});

test('who takes gzip alone gets gzip', async () => {
  const gzip = await askWith({ 'accept-encoding': 'gzip' }, page);
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(JSON.parse(gunzipSync(gzip.body).toString())).toHaveProperty('data.dataset.items.edges.length', 100);
});

test.each([
  ['says nothing', {}],
  ['wants it as it is', { 'accept-encoding': 'identity' }],
  ['refuses both', { 'accept-encoding': 'br;q=0, gzip;q=0.0, *' }],
  ['refuses all', { 'accept-encoding': '*;q=0' }],
])('who %s gets it as it is', async (_how, headers) => {
  const answer = await askWith(headers, page);
  expect(answer.headers).not.toHaveProperty('content-encoding');
  expect(JSON.parse(answer.body.toString())).toHaveProperty('data.dataset.items.edges.length', 100);
});

test('a small answer goes as it is: it may have a secret in it, whose length nobody is to learn', async () => {
  const answer = await askWith({ 'accept-encoding': 'br' }, '{ viewer { user { id } } }');
  expect(answer.headers).not.toHaveProperty('content-encoding');
});

const urqlAccept =
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';

test.each([
  ['urql', { accept: urqlAccept }],
  ['Apollo Client', { accept: 'application/graphql-response+json,application/json;q=0.9' }],
  ['Apollo Client with @defer', { accept: 'multipart/mixed;deferSpec=20220824,application/json' }],
  ['graphql-request', { accept: 'application/graphql-response+json, application/json' }],
  ['Relay in a browser, curl and Python', { accept: '*/*' }],
  ['a client that says nothing', {}],
])('what %s sends gets a compressed answer', async (_client, headers) => {
  const answer = await askWith({ 'accept-encoding': 'gzip, deflate, br, zstd', ...headers }, page);
  expect(answer.headers['content-encoding']).toBe('br');
  expect(dataOf(brotliDecompressSync(answer.body))).toHaveProperty('dataset');
});

test('errors and answers to GET are compressed as well', async () => {
  const many = `{ ${Array.from({ length: 60 }, (_, index) => `unknown${index}_${'x'.repeat(200)}`).join(' ')} }`;
  const refused = await askWith({ 'accept-encoding': 'br' }, many);
  expect(refused.headers['content-encoding']).toBe('br');
  expect(JSON.parse(brotliDecompressSync(refused.body).toString())).toHaveProperty('errors.0.extensions.code');

  const got = await send(`/graphql?query=${encodeURIComponent(page)}`, { 'accept-encoding': 'gzip' });
  expect(got.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept, accept-encoding' });
  expect(dataOf(gunzipSync(got.body))).toHaveProperty('dataset');
});

test('quality values decide', async () => {
  const answer = await askWith({ 'accept-encoding': 'br;q=0.5, gzip;q=0.8' }, page);
  expect(answer.headers['content-encoding']).toBe('gzip');
});

/** Sends a query without `fetch`, which would decompress the response. */
async function askWith(headers: Record<string, string>, query: string) {
  return send('/graphql', { 'content-type': 'application/json', ...headers }, JSON.stringify({ query }));
}

async function send(path: string, headers: Record<string, string>, body?: string) {
  const asked = request(served.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, ...headers },
  }).end(body);
  const [response] = (await once(asked, 'response')) as [AsyncIterable<Buffer> & { headers: IncomingHttpHeaders }];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { headers: response.headers, body: Buffer.concat(chunks) };
}

function dataOf(body: Buffer): unknown {
  return (JSON.parse(body.toString()) as { data: unknown }).data;
}
