import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startLyingServer } from '#sdk/testing/lying-server.ts';

const root = join(import.meta.dirname, '..');

test('the command line asks through HTTP_PROXY, but not for hosts in NO_PROXY', async () => {
  const server = await startLyingServer();
  const { port } = new URL(server.endpoint);
  const asked: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const target = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  expect(await sessions('http://vitrine.test/graphql', { HTTP_PROXY: address })).toBe(0);
  expect(asked).toEqual(['vitrine.test:80']);
  expect(await sessions(server.endpoint, { HTTP_PROXY: address })).toBe(0);
  expect(asked).toHaveLength(1);
}, 120_000);

async function sessions(endpoint: string, env: Record<string, string>): Promise<number | null> {
  const child = spawn(process.execPath, [join(root, 'bin/vitrine.js'), 'sessions', '--org', 'lumen'], {
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      VITRINE_ENDPOINT: endpoint,
      VITRINE_TOKEN: 'vtr_x',
      ...env,
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'exit');
  return child.exitCode;
}
