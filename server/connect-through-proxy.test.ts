import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { generateKeyPair, SignJWT } from 'jose';
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { startLyingServer } from '#sdk/testing/lying-server.ts';
import { startTestStore } from '#tests/kit/store.ts';
import { startTunnelProxy } from '#tests/kit/tunnel-proxy.ts';
import { identityProvider } from './auth/identity-provider.ts';
import { trustJwtIssuer } from './auth/jwt-issuer.ts';
import { connectThroughProxy } from './connect-through-proxy.ts';
import { createLogger } from './logger.ts';
import { createProxyAgent } from './storage/proxy-agent.ts';
import { createS3Storage } from './storage/s3-storage.ts';

const root = join(import.meta.dirname, '..');
afterEach(() => void vi.unstubAllEnvs());

test('the command line asks through HTTP_PROXY, but not for hosts in NO_PROXY', async () => {
  const server = await startLyingServer();
  const proxy = await startTunnelProxy(server.endpoint);
  const through = { HTTP_PROXY: proxy.address };

  expect(await sessions('http://vitrine.test/graphql', through)).toBe(0);
  expect(proxy.asked).toEqual(['vitrine.test:80']);
  expect(await sessions(server.endpoint, through)).toBe(0);
  expect(proxy.asked).toHaveLength(1);
});

test('the server reaches its object store through HTTP_PROXY, but not if NO_PROXY lists the host', async () => {
  const store = await startTestStore();
  onTestFinished(() => store.close());
  await store.storage.ensureBucket();
  const proxy = await startTunnelProxy(store.settings.endpoint ?? '');
  vi.stubEnv('HTTP_PROXY', proxy.address);
  const storage = createS3Storage({ ...store.settings, endpoint: 'http://store.test' });
  onTestFinished(() => storage.close());

  await storage.ping();
  await storage.write({ objectKey: 'robin', contentType: 'text/plain', bytes: Buffer.from('A robin.') });
  expect(await storage.head('robin')).toMatchObject({ byteSize: 8 });
  // One connection of the AWS SDK and one of the fast HEAD request.
  expect(new Set(proxy.asked)).toEqual(new Set(['store.test:80']));
  expect(proxy.asked.length).toBeGreaterThanOrEqual(2);

  const { length } = proxy.asked;
  expect(createProxyAgent('https://store.test', 1)).toBeDefined();
  vi.stubEnv('NO_PROXY', 'store.test,.example');
  for (const url of [
    'http://store.test',
    'https://a.example',
    'http://127.0.0.1:9000',
    'http://[::1]',
    'http://localhost',
  ]) {
    expect(createProxyAgent(url, 1), url).toBeUndefined();
  }
  await store.storage.ping();
  expect(proxy.asked).toHaveLength(length);
});

test('the server asks identity providers and key sets through HTTP_PROXY', async () => {
  const issuer = 'http://issuer.test';
  const answers: Record<string, object> = {
    '/.well-known/openid-configuration': {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      jwks_uri: `${issuer}/keys`,
    },
    '/keys': { keys: [] },
  };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[request.url ?? ''] ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const proxy = await startTunnelProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const direct = getGlobalDispatcher();
  onTestFinished(() => setGlobalDispatcher(direct));
  await connectThroughProxy({ HTTP_PROXY: proxy.address });

  const provider = identityProvider({ issuer: new URL(issuer), clientId: 'vitrine', clientSecret: null, name: 'Test' });
  expect((await provider.begin('http://vitrine.test/callback')).url.origin).toBe(issuer);
  const jwts = trustJwtIssuer(
    {
      issuer,
      audience: 'vitrine',
      jwksUrl: new URL(`${issuer}/keys`),
      algorithms: ['ES256'],
      type: null,
      maxAgeSeconds: 60,
    },
    createLogger('silent'),
  );
  const { privateKey } = await generateKeyPair('ES256');
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid: 'a' }).sign(privateKey);
  expect(await jwts.verify(token)).toBeNull();
  expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  expect(new Set(proxy.asked)).toEqual(new Set(['issuer.test:80']));
});

test('this machine is asked directly, by each of its names', async () => {
  const proxy = await startTunnelProxy('http://127.0.0.1:1');
  const direct = getGlobalDispatcher();
  onTestFinished(() => setGlobalDispatcher(direct));
  await connectThroughProxy({ HTTP_PROXY: proxy.address });
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    // Nothing listens there, or the machine has no IPv6.
    await expect(fetch(`http://${host}:49151/`), host).rejects.toThrow();
  }
  expect(proxy.asked).toEqual([]);
});

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
