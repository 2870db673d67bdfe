import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
let served: Served;
beforeAll(async () => {
  served = await serve(lab(), {
    patience: { headersMilliseconds: 300, requestMilliseconds: 700, checkMilliseconds: 50 },
  });
});
afterAll(() => served.stop());

/** Sends data in parts. Returns the response, until the server cuts the connection. */
async function write(...parts: (string | Buffer | AsyncIterable<string>)[]) {
  const { hostname, port } = new URL(served.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let answer = '';
  let isOpen = true;
  socket.on('data', (chunk) => (answer += chunk.toString()));
  socket.on('error', () => {}); // the test may write after the connection was cut
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve(void (isOpen = false))));
  for (const part of parts) {
    if (typeof part === 'string' || Buffer.isBuffer(part)) socket.write(part);
    else
      for await (const piece of part) {
        if (!isOpen) break;
        socket.write(piece);
      }
  }
  await closed;
  return {
    answer,
    status: Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? 0),
  };
}

const head = (...headers: string[]) =>
  ['POST /graphql HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...headers, '', ''].join('\r\n');

/** Yields a text byte by byte, for as long as the server reads. */
async function* trickle(text: string) {
  for (const byte of text) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    yield byte;
  }
}

test('headers that never end are cut off', async () => {
  expect((await write('POST /graphql HTTP/1.1\r\nHost: localhost\r\n')).status).toBe(408);
});

test('headers that come byte by byte are cut off', async () => {
  expect((await write('POST /graphql HTTP/1.1\r\n', trickle(`X-Slow: ${'x'.repeat(100)}`))).status).toBe(408);
});

test('a body that never ends is cut off', async () => {
  expect((await write(head('Content-Length: 100'), '{"query":')).status).toBe(408);
});

test('a body that comes byte by byte is cut off', async () => {
  expect((await write(head('Content-Length: 100'), trickle(`{"query":"${'x'.repeat(100)}`))).status).toBe(408);
});

test('headers that are too large are refused', async () => {
  expect((await write(head(`X-Large: ${'x'.repeat(20_000)}`, 'Content-Length: 0'))).status).toBe(431);
});

test('a body that says it is too large is refused before it comes', async () => {
  const { status, answer } = await write(head('Content-Length: 1000001'));
  expect(status).toBe(413);
  expect(answer).toContain('LIMIT_EXCEEDED');
});

test('a body in chunks is refused once it is too large', async () => {
  const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
  const { status, answer } = await write(head('Transfer-Encoding: chunked'), chunk.repeat(16));
  expect(status).toBe(413);
  expect(answer).toContain('LIMIT_EXCEEDED');
});

test('one that says two lengths is refused', async () => {
  expect((await write(head('Content-Length: 2', 'Transfer-Encoding: chunked'), '0\r\n\r\n')).status).toBe(400);
});

test('others are answered meanwhile', async () => {
  const slow = Array.from({ length: 50 }, () => write('POST /graphql HTTP/1.1\r\n'));
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  expect(response.status).toBe(200);
  expect((await Promise.all(slow)).every(({ status }) => status === 408)).toBe(true);
});
