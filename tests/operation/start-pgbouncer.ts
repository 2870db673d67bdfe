import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findRunner } from '#server/embedded/postgres/find-runner.ts';
import { freePort } from '#server/free-port.ts';
import { startProcess } from '#tests/kit/processes.ts';

export interface Pgbouncer {
  /** Returns the connection string of the same database through the pooler. */
  through(connectionString: string): string;
  stop: () => Promise<void>;
}

/**
 * Starts Debian's PgBouncer in front of the PostgreSQL of this URL. It has its default settings, except for the mode
 * and few connections.
 */
export async function startPgbouncer(
  connectionString: string,
  { mode = 'transaction', poolSize = 4 }: { mode?: 'transaction' | 'session'; poolSize?: number } = {},
): Promise<Pgbouncer> {
  const { hostname, port: serverPort } = new URL(connectionString);
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-pgbouncer-'));
  const port = await freePort('127.0.0.1');
  const settings = join(folder, 'pgbouncer.ini');
  const password = decodeURIComponent(new URL(connectionString).password);
  const users = ['vitrine', 'vitrine_app_login'].map((user) => `"${user}" "${password}"`);
  writeFileSync(join(folder, 'users.txt'), `${users.join('\n')}\n`);
  writeFileSync(
    settings,
    [
      '[databases]',
      `* = host=${hostname} port=${serverPort}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = plain',
      `auth_file = ${join(folder, 'users.txt')}`,
      `pool_mode = ${mode}`,
      `default_pool_size = ${poolSize}`,
      '',
    ].join('\n'),
  );
  const runner = findRunner(folder);
  if (runner.identity) {
    for (const path of [folder, settings]) chownSync(path, runner.identity.uid, runner.identity.gid);
  }
  // PgBouncer refuses to run as root too.
  const identity = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  spawnSync('chmod', ['-R', 'a+rX', folder]);
  const child = startProcess('pgbouncer', [...identity, settings], { cwd: folder, stdio: 'ignore' });
  const exited = once(child, 'exit');
  const through = (url: string) => {
    const address = new URL(url);
    address.port = String(port);
    return address.href;
  };
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  for (const deadline = Date.now() + 240_000; ; await sleep(50)) {
    const client = new Client({ connectionString: through(connectionString) });
    try {
      await client.connect();
      return { through, stop };
    } catch (error) {
      if (Date.now() > deadline) {
        await stop();
        throw error;
      }
    } finally {
      await client.end().catch(() => {});
    }
  }
}
