import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#server/free-port.ts';
import { startProcess } from '#tests/kit/processes.ts';

export interface Nginx {
  /** Address of the server through the proxy. */
  url: string;
  stop: () => Promise<void>;
}

/** Returns the path of nginx, or null. Debian installs it in a folder that is in the PATH of root alone. */
export function findNginx(): string | null {
  return ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'].find((path) => existsSync(path)) ?? null;
}

interface Target {
  url: string;
  storeUrl: string;
  /** Port at which nginx serves the object store. */
  storePort: number;
  /** Further lines about the object store. */
  storeLines?: string;
}

/**
 * Starts Debian's nginx in front of a server and an object store. It buffers as its defaults do, and compresses the
 * responses of the server again if they are not compressed.
 */
export async function startNginx(
  program: string,
  { url: target, storeUrl, storePort, storeLines = '' }: Target,
): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-nginx-'));
  const port = await freePort('127.0.0.1');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  const configuration = `
    daemon off; ${process.getuid?.() === 0 ? 'user root;' : ''} pid ${join(folder, 'pid')}; error_log stderr; worker_processes 1;
    events {}
    http {
      access_log off; ${temporary.join(' ')}
      server {
        listen 127.0.0.1:${port};
        gzip on; gzip_proxied any; gzip_types *;
        location / {
          proxy_pass ${target};
          proxy_set_header Host $http_host;
          proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }
      }
      server {
        listen 127.0.0.1:${storePort};
        location / { proxy_pass ${storeUrl}; proxy_set_header Host $http_host; ${storeLines} }
      }
    }`;
  writeFileSync(join(folder, 'nginx.conf'), configuration);
  const child = startProcess(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 60_000; ; await sleep(50)) {
    if (await fetch(url).catch(() => null)) break;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('nginx did not start.');
  }
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
