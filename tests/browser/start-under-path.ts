import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findRunningPostgres } from '../../server/embedded/postgres/find-running-postgres.ts';
import { freePort } from '../../server/free-port.ts';
import { endProcess, startProcess } from '../kit/processes.ts';

/** Some reverse proxies pass a path prefix on, others remove it. */
export type PrefixForm = 'stripped' | 'kept';

export interface ServedUnderPath {
  /** The public address, including its path. */
  url: string;
  setForm(form: PrefixForm): void;
  stop(): Promise<void>;
}

/**
 * Starts a second API process on the database and object store of this run, behind a reverse proxy that serves it under
 * a path. The proxy has no other paths: a link that misses the prefix is a 404.
 */
export async function startUnderPath(path: string, storeUrl: string): Promise<ServedUnderPath> {
  const apiPort = await freePort('127.0.0.1');
  let form: PrefixForm = 'stripped';
  const proxy = createServer((request, response) => {
    const { method, headers, url = '/' } = request;
    const rest = url.slice(path.length);
    if (!url.startsWith(path) || !/^([/?]|$)/.test(rest)) {
      response.writeHead(404).end();
      return;
    }
    const target = form === 'kept' ? url : rest.startsWith('/') ? rest : `/${rest}`;
    const passed = forward({ port: apiPort, method, headers, path: target }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = `http://localhost:${(proxy.address() as AddressInfo).port}${path}`;

  const api = startProcess(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, ...sharedServices(storeUrl), PORT: String(apiPort), PUBLIC_URL: url },
    stdio: 'inherit',
  });
  const stop = async () => {
    proxy.closeAllConnections();
    proxy.close();
    await endProcess(api);
  };
  while (!(await fetch(`${url}/health/live`).catch(() => null))?.ok) {
    if (api.exitCode !== null) throw new Error('The API under a path has ended.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { url, setForm: (next) => (form = next), stop };
}

/** Returns the environment of an API process that uses the embedded services of the server from the global setup. */
function sharedServices(storeUrl: string) {
  const folder = process.env['VITRINE_DATA'] ?? '';
  const postgres = findRunningPostgres(join(folder, 'postgres'));
  if (!postgres) throw new Error('The global setup has started no Vitrine.');
  const keys = JSON.parse(readFileSync(join(folder, 'objects', 'keys.json'), 'utf8')) as Record<string, string>;
  return {
    NODE_ENV: 'development',
    LOG_LEVEL: 'error',
    PROCESSES: 'api',
    DATABASE_URL: postgres.connectionString,
    APP_DATABASE_URL: postgres.appConnectionString,
    S3_ENDPOINT: new URL(storeUrl).origin,
    S3_BUCKET: 'vitrine',
    S3_ACCESS_KEY_ID: keys['accessKeyId'],
    S3_SECRET_ACCESS_KEY: keys['secretAccessKey'],
  };
}
