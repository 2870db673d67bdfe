import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { patience } from '#tests/kit/patience.ts';
import { bytesOf, sha256 } from './testing/bytes.ts';
import { send } from './testing/send.ts';
import { openTestStore, type TestStore } from './testing/test-store.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const bytes = bytesOf('bytes', 3_000_000);
const sign = (objectKey: string, more = {}) =>
  store.storage.signPut(
    { objectKey, byteSize: bytes.length, contentType: 'image/png', sha256: sha256(bytes), ...more },
    300,
  );

test('a client that gives up halfway leaves nothing', async () => {
  const { url, method, headers } = await sign('given-up');
  const outgoing = httpRequest(url, { method, headers });
  outgoing.on('error', () => undefined);
  outgoing.write(bytes.subarray(0, 2_000_000));
  await vi.waitFor(async () => expect(await store.leftovers()).toHaveLength(1), patience);
  outgoing.destroy();
  await vi.waitFor(async () => expect(await store.leftovers()).toEqual([]), patience);
  expect(await store.storage.head('given-up')).toBeNull();
});

test('an object is not there before all of it has arrived', async () => {
  const { url, method, headers } = await sign('slow');
  const outgoing = httpRequest(url, { method, headers });
  outgoing.write(bytes.subarray(0, bytes.length - 1));
  await vi.waitFor(async () => expect(await store.leftovers()).toHaveLength(1), patience);
  expect(await store.storage.head('slow')).toBeNull();
  outgoing.end(bytes.subarray(bytes.length - 1));
  const [answer] = await once(outgoing, 'response');
  expect(answer.statusCode).toBe(200);
  expect((await store.storage.head('slow'))?.sha256).toBe(sha256(bytes));
});

test('a client that asks first sends its body only if it is wanted', async () => {
  const ask = async (signed: Awaited<ReturnType<typeof sign>>) => {
    const outgoing = httpRequest(signed.url, { method: 'PUT', headers: { ...signed.headers, expect: '100-continue' } });
    let sent = false;
    outgoing.on('continue', () => {
      sent = true;
      outgoing.end(bytes);
    });
    outgoing.flushHeaders();
    const [answer] = await once(outgoing, 'response');
    answer.resume();
    outgoing.destroy();
    return { status: answer.statusCode, sent };
  };
  const signed = await sign('asked');
  expect(await ask(signed)).toEqual({ status: 200, sent: true });
  expect(await ask(signed)).toEqual({ status: 412, sent: false });
  expect(await ask({ ...signed, url: `${signed.url}x` })).toEqual({ status: 403, sent: false });
});

test('a client that sends everything before it listens still hears why it is refused', async () => {
  const { url, headers } = await sign('deaf');
  const answer = await send({ method: 'PUT', url: `${url}x`, headers, body: bytes });
  expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
});

test('more than 5 GB in one request are refused before they are sent', async () => {
  const { url, headers } = await sign('huge', { byteSize: 5 * 1024 ** 3 + 1 });
  const outgoing = httpRequest(url, { method: 'PUT', headers });
  outgoing.on('error', () => undefined);
  outgoing.flushHeaders();
  const [answer] = await once(outgoing, 'response');
  expect(answer.statusCode).toBe(400);
  outgoing.destroy();
});

test('a connection that carries one refusal carries the next request as well', async () => {
  const { url, headers } = await sign('kept-alive');
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const path = url.slice(url.indexOf('/', 8));
  const head = (suffix: string) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return `PUT ${path}${suffix} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${lines.join('')}\r\n`;
  };
  let received = '';
  socket.on('data', (data) => {
    received += data.toString();
  });
  socket.write(head('x'));
  socket.write(bytes);
  await vi.waitFor(() => expect(received).toContain('HTTP/1.1 403'), patience);
  socket.write(head(''));
  socket.write(bytes);
  await vi.waitFor(() => expect(received).toContain('HTTP/1.1 200'), patience);
  socket.destroy();
});
