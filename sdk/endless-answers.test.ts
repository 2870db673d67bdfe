import { statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { changed } from './testing/lies.ts';
import { startLyingServer } from './testing/lying-server.ts';
import { filesIn, outcomeOf } from './testing/outcome-of.ts';

describe('a store that sends something else', () => {
  test('more than was declared is neither kept nor fetched again', async () => {
    const server = await startLyingServer();
    let sent = 0;
    server.lie((operation, honest) =>
      operation === 'GET /file'
        ? (response) => {
            const more = () => {
              while (!response.destroyed && sent < 400_000_000) {
                sent += 65_536;
                if (!response.write(Buffer.alloc(65_536))) {
                  response.once('drain', more);
                  return;
                }
              }
            };
            more();
          }
        : honest,
    );
    const { outcome, folder } = await outcomeOf('pull', server);
    expect(outcome).toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringContaining('more than the 8 bytes'),
    });
    expect(server.asked.filter((each) => each === 'GET /file')).toHaveLength(1);
    expect(filesIn(folder).map((file) => statSync(join(folder, file)).size)).toEqual([0]);
    expect(sent).toBeLessThan(20_000_000);
  });

  test.each(['/elsewhere', 'file:///etc/passwd', 'http://127.0.0.2:9/elsewhere', 'data:text/plain,A robin.'])(
    'a redirect to %s is not followed',
    async (location) => {
      const server = await startLyingServer();
      server.lie((operation, honest) =>
        operation === 'GET /file' || operation === 'PUT /file'
          ? (response) => void response.writeHead(307, { location }).end()
          : honest,
      );
      const { outcome, folder } = await outcomeOf('pull', server);
      expect(outcome).toMatchObject({ code: 'DOWNLOAD_FAILED' });
      expect(filesIn(folder).map((file) => statSync(join(folder, file)).size)).toEqual([0]);
      expect((await outcomeOf('publish', server)).outcome).toMatchObject({ code: 'UPLOAD_FAILED' });
      expect(server.asked).not.toContain('GET /elsewhere');
      expect(server.asked).not.toContain('PUT /elsewhere');
    },
  );

  test('compressed bytes are counted as they unfold', async () => {
    const server = await startLyingServer();
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    server.lie((operation, honest) =>
      operation === 'GET /file'
        ? (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
        : honest,
    );
    const { outcome, folder } = await outcomeOf('pull', server);
    expect(outcome).toMatchObject({ message: expect.stringContaining('more than the 8 bytes') });
    expect(filesIn(folder).map((file) => statSync(join(folder, file)).size)).toEqual([0]);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['a shorter body', (response) => void response.writeHead(200).end('A ro')],
    ['a rest without a byte', (response) => void response.writeHead(206).end()],
    ['another part than was asked for', (response) => void response.writeHead(206).end('A ro')],
    ['headers without end', endlessHeaders],
  ])('%s, again and again, is given up after a few attempts', async (_name, answer) => {
    const server = await startLyingServer();
    server.lie((operation, honest) => (operation === 'GET /file' ? answer : honest));
    const { outcome, folder } = await outcomeOf('pull', server);
    expect(outcome).toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(server.asked.filter((each) => each === 'GET /file')).toHaveLength(7);
    expect(filesIn(folder).every((file) => file.endsWith('.part'))).toBe(true);
  });
});

describe('answers without end', () => {
  test('a body is read up to a bound', async () => {
    const server = await startLyingServer();
    server.lie(() => (response) => {
      const more = () => {
        while (!response.destroyed)
          if (!response.write(Buffer.alloc(1_048_576, ' '))) {
            response.once('drain', more);
            return;
          }
      };
      more();
    });
    expect((await outcomeOf('viewer', server)).outcome).toMatchObject({ code: 'INVALID_ANSWER' });
    expect(server.asked).toHaveLength(1);
  });

  test.each([
    ['the same cursor', () => 'YQ=='],
    ['ever new cursors', (page: number) => `page-${page}`],
  ])('pages with %s end', async (_name, cursorOf) => {
    const server = await startLyingServer();
    let page = 0;
    server.lie((operation, honest) => {
      if (operation !== 'PulledItems') return honest;
      page += 1;
      return {
        data: changed(honest.data, ['dataset', 'items', 'pageInfo'], { hasNextPage: true, endCursor: cursorOf(page) }),
      };
    });
    expect((await outcomeOf('pull', server)).outcome).toMatchObject({ code: 'INVALID_ANSWER' });
    expect(page).toBeLessThanOrEqual(3);
  });

  test('a publish that never ends is given up', async () => {
    const server = await startLyingServer();
    server.lie((operation, honest) =>
      operation === 'FollowSession' ? { data: changed(honest.data, ['node', 'state'], 'PUBLISHING') } : honest,
    );
    expect((await outcomeOf('publish', server)).outcome).toMatchObject({ code: 'SERVER_ERROR' });
  });
});

function endlessHeaders(response: ServerResponse): void {
  const { socket } = response;
  socket?.write('HTTP/1.1 200 OK\r\n');
  const timer = setInterval(() => socket?.write(`x: ${'y'.repeat(1_000)}\r\n`), 1);
  socket?.once('close', () => clearInterval(timer));
}
