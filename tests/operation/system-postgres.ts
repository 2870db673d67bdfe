import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findRunner } from '#server/embedded/postgres/find-runner.ts';
import { freePort } from '#server/free-port.ts';
import { dataFolder, endWithTests, startProcess } from '#tests/kit/processes.ts';

const execute = promisify(execFile);

/**
 * Finds the folder of a complete PostgreSQL on this machine, with pg_dump and pg_restore. Returns null if there is
 * none.
 */
export function findSystemPostgres(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root)
    ? readdirSync(root)
        .map(Number)
        .filter((version) => version >= 15)
    : [];
  const folders = versions.sort((a, b) => b - a).map((version) => join(root, String(version), 'bin'));
  const programs = ['initdb', 'postgres', 'pg_dump', 'pg_restore'];
  return folders.find((folder) => programs.every((program) => existsSync(join(folder, program)))) ?? null;
}

export interface SystemPostgres {
  port: number;
  /** URL of the database `vitrine` for its owner: a role with CREATEROLE, without SUPERUSER. */
  connectionString: string;
  /** URL of requests. The server creates its role. */
  appConnectionString: string;
  adminConnectionString: string;
  /** Runs a program of this PostgreSQL. Returns its exit code and its standard error. */
  run(program: string, args: string[]): Promise<{ code: number; errors: string }>;
  stop: () => Promise<void>;
}

/** Certificate and key in PEM, for connections with TLS. */
export interface Certificate {
  certificate: string;
  key: string;
}

/**
 * Starts a new cluster of the machine's PostgreSQL with the database `vitrine`. The only role of Vitrine is the owner.
 * With a certificate, it accepts TLS.
 */
export async function startSystemPostgres(programs: string, tls?: Certificate): Promise<SystemPostgres> {
  const folder = mkdtempSync(join(dataFolder(), 'vitrine-test-cluster-'));
  const cluster = join(folder, 'cluster');
  const runner = findRunner(cluster);
  mkdirSync(cluster, { mode: 0o700 });
  if (runner.identity) for (const path of [folder, cluster]) chownSync(path, runner.identity.uid, runner.identity.gid);
  const start = (program: string, args: string[]): [string, string[]] => runner.command(join(programs, program), args);
  const options = { ...runner.identity, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } };

  execFileSync(...start('initdb', ['-D', cluster, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-sync']), {
    ...options,
    stdio: 'ignore',
  });
  const port = await freePort('127.0.0.1');
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    ...(tls && { ssl: 'on', ssl_cert_file: 'server.crt', ssl_key_file: 'server.key' }),
  };
  for (const [file, content] of tls ? Object.entries({ 'server.crt': tls.certificate, 'server.key': tls.key }) : []) {
    writeFileSync(join(cluster, file), content, { mode: 0o600 });
    if (runner.identity) chownSync(join(cluster, file), runner.identity.uid, runner.identity.gid);
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, args] = start('postgres', ['-D', cluster, ...flags]);
  const server = endWithTests(startProcess(command, args, { ...options, stdio: 'ignore' }), 'SIGQUIT');
  const exited = once(server, 'exit');

  const url = (user: string, database: string) => `postgresql://${user}:secret@127.0.0.1:${port}/${database}`;
  const adminConnectionString = url('postgres', 'postgres');
  const stop = async () => {
    server.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(adminConnectionString);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    connectionString: url('vitrine', 'vitrine'),
    appConnectionString: url('vitrine_app_login', 'vitrine'),
    adminConnectionString,
    async run(program, args) {
      const child = execute(join(programs, program), args, {
        env: { PATH: process.env['PATH'], PGPASSWORD: 'secret' },
      });
      return child.then(
        ({ stderr }) => ({ code: 0, errors: stderr }),
        (error: { code: number; stderr: string }) => ({ code: error.code, errors: error.stderr }),
      );
    },
    stop,
  };
}

async function untilItAnswers(adminConnectionString: string) {
  for (const deadline = Date.now() + 240_000; ; await sleep(50)) {
    const client = new Client({ connectionString: adminConnectionString });
    try {
      await client.connect();
      await client.query(`CREATE ROLE vitrine LOGIN CREATEROLE PASSWORD 'secret'`);
      await client.query('CREATE DATABASE vitrine OWNER vitrine');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    } finally {
      await client.end().catch(() => {});
    }
  }
}
