import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { compressFolder } from '../../scripts/compress-files.ts';

const lab = worldOfFile();
const notebook = 'https://notebook.example';
const script = `console.log(${JSON.stringify('Amsel, Zürich. '.repeat(400))});\n`;
const logged: string[] = [];
const logStream = new Writable({
  write(chunk, _encoding, done) {
    logged.push(String(chunk));
    done();
  },
});
let folder: string;
let served: Served;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-addresses-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Vitrine</title>');
  writeFileSync(join(folder, 'theme.js'), script);
  writeFileSync(join(folder, 'assets', 'app-1a2b3c4d.js'), script);
  await compressFolder(folder);
  const logger = pino({ level: 'warn' }, logStream);
  served = await serve(lab(), { viewerFolder: folder, corsOrigins: [notebook], logger });
});

afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends a request without the headers that `fetch` adds and without decoding the response. */
async function send(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const sent = request(served.url, { method, path, headers }).end(body);
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) } as Answer;
}

const errorOf = ({ body }: Answer) =>
  (JSON.parse(body.toString()) as { errors: { message: string; extensions: object }[] }).errors[0]!;
const programs = ['/graphql/x', '/graphql/', '/api', '/api/v1/items', '/health', '/health/x', '/exports/x', '/auth/x'];
const files = ['/assets/gone-00000000.js', '/robots.txt', '/assets/', '/assets/../index.html'];

test.each([...programs, ...files])(
  '%s is answered with 404 and a sentence, whatever the client accepts',
  async (path) => {
    for (const accept of ['*/*', 'application/json']) {
      const answer = await send('GET', path, { accept });
      expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'application/json; charset=utf-8' } });
      expect(errorOf(answer)).toMatchObject({ message: /\.$/, extensions: { code: 'NOT_FOUND' } });
    }
    const page = await send('GET', path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(page).toMatchObject({ status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
    expect(page.body.toString()).toMatch(/^[A-Z].*\.\n$/);
  },
);

test('any other path is a page of the viewer, for clients that accept HTML', async () => {
  const spellings = ['/index.html', '/%69ndex.html', '//index.html', '/o/../index.html', '/./INDEX.html'];
  const withDots = ['/o/lumen/d/birds@1.5', '/o/lumen.org', '/o/lumen/d/birds/birds.zip'];
  for (const path of ['/', '//', '/o/lumen/d/birds', '/nonsense', ...withDots, ...spellings]) {
    for (const accept of ['text/html,*/*;q=0.8', '*/*']) {
      const page = await send('GET', path, { accept });
      expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
      expect(page.headers['content-security-policy'], path).toContain("default-src 'none'");
      expect(page.headers.vary).toMatch(/accept\b(?!-)/);
    }
    const answer = await send('GET', path, { accept: 'application/json' });
    expect({ status: answer.status, ...errorOf(answer) }).toMatchObject({
      status: 404,
      extensions: { code: 'NOT_FOUND' },
    });
  }
});

test.each([
  ['POST', '/', 'GET, HEAD, OPTIONS'],
  ['DELETE', '/health/live', 'GET, HEAD, OPTIONS'],
  ['PUT', '/exports/access-log', 'GET, HEAD, OPTIONS'],
  ['DELETE', '/graphql', 'GET, HEAD, POST, OPTIONS'],
])('%s %s is answered with 405, a sentence and the methods that are allowed', async (method, path, allow) => {
  const answer = await send(method, path);
  expect(answer).toMatchObject({ status: 405, headers: { allow } });
  expect(errorOf(answer)).toMatchObject({
    message: expect.stringContaining(allow),
    extensions: { code: 'BAD_REQUEST' },
  });
});

test.each([
  ['/', 'GET, HEAD, OPTIONS'],
  ['/o/lumen', 'GET, HEAD, OPTIONS'],
  ['/theme.js', 'GET, HEAD, OPTIONS'],
  ['/health/ready', 'GET, HEAD, OPTIONS'],
  ['/graphiql', 'GET, HEAD, OPTIONS'],
  ['/exports/access-log', 'GET, HEAD, OPTIONS'],
  ['/auth/oidc/start', 'GET, OPTIONS'],
  ['/graphql', 'GET, HEAD, POST, OPTIONS'],
  ['*', 'GET, HEAD, OPTIONS'],
])('OPTIONS %s is answered with the methods of the path', async (path, allow) => {
  expect(await send('OPTIONS', path)).toMatchObject({ status: 204, headers: { allow }, body: Buffer.alloc(0) });
});

test('HEAD neither uses up the return of a sign-in, nor records an export, nor waits for events', async () => {
  expect(await send('HEAD', '/auth/oidc/callback?code=x')).toMatchObject({
    status: 405,
    headers: { allow: 'GET, OPTIONS' },
  });
  const { olive, databases } = lab();
  const exported = () => databases.system.accessLog.count({ where: { action: 'EXPORT' } });
  const before = await exported();
  const authorization = `Bearer ${olive.token}`;
  const file = await send('HEAD', '/exports/access-log?organizationSlug=lumen&format=csv', { authorization });
  expect(file).toMatchObject({ status: 200, headers: { 'content-disposition': /access-log-lumen\.csv/ } });
  expect(file.body).toHaveLength(0);
  expect(await exported()).toBe(before);
  expect((await send('HEAD', '/exports/access-log?organizationSlug=lumen')).status).toBe(401);
});

test.each(['/', '/assets/app-1a2b3c4d.js', '/theme.js', '/health/live', '/graphiql', '/robots.txt'])(
  'HEAD %s has the status and the length of GET, and no body',
  async (path) => {
    const headers = { 'accept-encoding': 'br' };
    const [got, head] = [await send('GET', path, headers), await send('HEAD', path, headers)];
    expect(head.body).toHaveLength(0);
    expect(head.status).toBe(got.status);
    if (got.headers['content-length']) expect(head.headers['content-length']).toBe(got.headers['content-length']);
  },
);

test('HEAD of a query is answered as GET is, and is refused as a link of another site is', async () => {
  const path = `/graphql?query=${encodeURIComponent('{ viewer { kind } }')}`;
  const head = await send('HEAD', path, { authorization: `Bearer ${lab().alice.token}` });
  expect({ status: head.status, length: head.body.length }).toEqual({ status: 200, length: 0 });
  expect((await send('HEAD', path)).status).toBe(403);
});

test('a file is sent in the encoding that the client prefers, with a validator of its own', async () => {
  const etags = new Set<string>();
  for (const [accepted, encoding, decode] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0.5, gzip;q=0.8', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0', undefined, (body: Buffer) => body],
  ] as const) {
    for (const path of ['/theme.js', '/assets/app-1a2b3c4d.js']) {
      const { status, headers, body } = await send('GET', path, { 'accept-encoding': accepted });
      expect({ status, encoding: headers['content-encoding'] }).toEqual({ status: 200, encoding });
      expect(headers).toMatchObject({ vary: 'accept-encoding', 'content-length': String(body.length) });
      expect(decode(body).toString()).toBe(script);
      etags.add(headers.etag!);
      expect(headers['cache-control']).toBe(path === '/theme.js' ? 'no-cache' : 'public, max-age=31536000, immutable');
    }
  }
  expect(etags.size).toBe(3);
});

test.each(['/', '/theme.js', '/assets/app-1a2b3c4d.js'])(
  '%s is not sent again to a client that has it',
  async (path) => {
    const headers = { 'accept-encoding': 'br' };
    const { etag } = (await send('GET', path, headers)).headers;
    expect(etag).toMatch(/^"[\w-]+-br"$/);
    const again = await send('GET', path, { ...headers, 'if-none-match': etag! });
    expect({ status: again.status, length: again.body.length, etag: again.headers.etag }).toEqual({
      status: 304,
      length: 0,
      etag,
    });
    // Another encoding has other bytes, so the validator does not match.
    expect((await send('GET', path, { 'accept-encoding': 'gzip', 'if-none-match': etag! })).status).toBe(200);
  },
);

test('a range of a file is a part of the bytes that are sent', async () => {
  const whole = await send('GET', '/theme.js', { 'accept-encoding': 'gzip' });
  const part = await send('GET', '/theme.js', {
    'accept-encoding': 'gzip',
    range: 'bytes=2-9',
    'if-range': whole.headers.etag!,
  });
  expect(part).toMatchObject({ status: 206, headers: { 'content-range': `bytes 2-9/${whole.body.length}` } });
  expect(part.body).toEqual(whole.body.subarray(2, 10));
  const outside = await send('GET', '/theme.js', { range: 'bytes=1000000-' });
  expect(outside).toMatchObject({ status: 416, headers: { 'content-range': `bytes */${script.length + 400}` } });
});

const ask = JSON.stringify({ query: '{ viewer { kind user { email } } }' });
const json = { 'content-type': 'application/json' };

test('pages of a listed origin may call the API with a token', async () => {
  const preflight = await send('OPTIONS', '/graphql', {
    origin: notebook,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  });
  expect(preflight).toMatchObject({
    status: 204,
    headers: {
      vary: 'origin',
      'access-control-allow-origin': notebook,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': expect.stringContaining('authorization, content-type'),
    },
  });
  expect(preflight.headers).not.toHaveProperty('access-control-allow-credentials');
  expect(preflight.headers['access-control-allow-headers']).not.toMatch(/cookie|csrf|share/i);

  const answer = await send(
    'POST',
    '/graphql',
    { ...json, origin: notebook, authorization: `Bearer ${lab().alice.token}` },
    ask,
  );
  expect(answer).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': notebook } });
  expect(answer.headers.vary).toMatch(/\borigin\b/);
  expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
  expect(answer.body.toString()).toContain(lab().alice.email);
  // A page must be able to read the reason of a refusal.
  const refused = await send(
    'POST',
    '/graphql',
    { ...json, origin: notebook, authorization: 'Bearer vtr_guessed' },
    ask,
  );
  expect(refused.headers['access-control-allow-origin']).toBe(notebook);
});

test.each(['https://mallory.example', 'https://notebook.example.mallory.example', 'http://notebook.example', 'null'])(
  'pages of %s may not',
  async (origin) => {
    for (const answer of [
      await send('OPTIONS', '/graphql', { origin, 'access-control-request-method': 'POST' }),
      await send('POST', '/graphql', { ...json, origin, authorization: `Bearer ${lab().alice.token}` }, ask),
    ]) {
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      expect(answer.headers.vary).toMatch(/\borigin\b/);
    }
  },
);

test('a listed origin changes nothing for other paths, nor for cookies', async () => {
  for (const path of ['/', '/health/live', '/graphiql', '/theme.js']) {
    expect((await send('GET', path, { origin: notebook })).headers).not.toHaveProperty('access-control-allow-origin');
  }
  const own = { ...json, 'x-vitrine-csrf': '1' };
  const cookie = `vitrine-session=${(await lab().alice.inBrowser()).sessionSecret}`;
  expect((await send('POST', '/graphql', { ...own, cookie }, ask)).body.toString()).toContain(lab().alice.email);
  const foreign = await send('POST', '/graphql', { ...own, cookie, origin: notebook }, ask);
  expect(foreign.body.toString()).toContain('FORBIDDEN');
});

const subscription = JSON.stringify({
  query: `subscription { ingestSession(id: "${encodeGlobalID('IngestSession', newId())}") { id } }`,
});

test.each([
  ['application/json', 'application/json'],
  ['what Apollo Client sends', 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json'],
  ['multipart/mixed;subscriptionSpec=1.0', 'multipart/mixed;subscriptionSpec=1.0'],
])('a subscription whose client accepts %s is told what to send', async (_what, accept) => {
  logged.length = 0;
  const answer = await send(
    'POST',
    '/graphql',
    { ...json, accept, authorization: `Bearer ${lab().alice.token}` },
    subscription,
  );
  expect(answer).toMatchObject({ status: 406, headers: { 'content-type': expect.stringMatching(/json/) } });
  expect(errorOf(answer)).toMatchObject({
    message: expect.stringMatching(/Accept: .*text\/event-stream/),
    extensions: { code: 'BAD_REQUEST' },
  });
  expect(logged).toEqual([]);
});

test('the first event of a subscription arrives while the stream is open, compressed for nobody', async () => {
  const { alice, birds } = lab();
  const session = await openIngestSession(await alice.context(), { datasetId: birds.id, mode: 'REPLACE' });
  const query = `subscription { ingestSession(id: "${encodeGlobalID('IngestSession', session.id)}") { state } }`;
  for (const accept of [{ accept: 'text/event-stream' }, {}]) {
    const sent = request(`${served.url}/graphql`, {
      method: 'POST',
      headers: { ...json, ...accept, 'accept-encoding': 'br, gzip', authorization: `Bearer ${alice.token}` },
    }).end(JSON.stringify({ query }));
    const [response] = await once(sent, 'response');
    expect(response.headers).toMatchObject({ 'content-type': expect.stringContaining('text/event-stream') });
    expect(response.headers).not.toHaveProperty('content-encoding');
    let text = '';
    for await (const chunk of response) {
      text += String(chunk);
      if (text.includes('"OPEN"')) break;
    }
    expect(text).toContain('event: next');
    sent.destroy();
  }
});
