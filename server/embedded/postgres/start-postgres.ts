import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { lockDataFolder } from '../data-lock.ts';
import { connectionStrings, createCredentials, readCredentials, writeCredentials } from './credentials.ts';
import { type Binaries, findBinaries } from './find-binaries.ts';
import { findRunner, type Runner } from './find-runner.ts';
import { clusterOf, hasCluster, makeCluster } from './make-cluster.ts';
import { postgresEnvironment } from './postgres-environment.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';
import { endPostmaster, readPostmaster, stopLeftover } from './postmaster.ts';

export type PostgresOptions = {
  /** Where the cluster, its credentials and its log live. */
  directory: string;
  /** Server settings, as in postgresql.conf. */
  settings?: Record<string, string | number>;
  /** False for data nobody will miss: faster, and lost with the machine's power. */
  durable?: boolean;
};

export type Postgres = {
  port: number;
  /** The database `vitrine`, as its owner: what an operator would put into DATABASE_URL. */
  connectionString: string;
  /** The superuser, in the database `postgres`. */
  superuserConnectionString: string;
  /** Settles when PostgreSQL has ended, asked to or not. */
  exited: Promise<void>;
  /** Fast shutdown: running statements are cancelled, everything committed is kept. */
  stop: () => Promise<void>;
};

/**
 * Starts the PostgreSQL that npm brought, in a folder of its own, on a free port of localhost.
 *
 * It ends with this process, even after kill -9, and the next start recovers.
 */
export async function startPostgres({ directory, settings = {}, durable = true }: PostgresOptions): Promise<Postgres> {
  const folder = resolve(directory);
  const binaries = findBinaries();
  const runner = findRunner();
  const lock = await lockDataFolder(folder);
  try {
    chmodSync(folder, 0o700);
    giveTo(runner, folder, binaries);
    const cluster = clusterOf(folder);
    let credentials = readCredentials(folder);
    if (!hasCluster(folder, binaries)) {
      credentials ??= createCredentials(folder);
      makeCluster(folder, binaries, runner, { superuserPassword: credentials.superuserPassword, durable });
    } else if (credentials === null) {
      throw new PostgresUnavailable(
        `${join(folder, 'credentials.json')} is missing, so nobody can connect to the database beside it. Restore it from a backup, or move the folder away to start empty.`,
      );
    }
    await stopLeftover(cluster, () => stopWithPgCtl(binaries, cluster));

    const { child, port } = await launch(folder, binaries, runner, {
      ...settings,
      ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    });
    if (port !== credentials.port) writeCredentials(folder, { ...credentials, port });
    const guard = endWithUs(child);
    const exited = new Promise<void>((done) => {
      child.once('exit', () => {
        guard?.kill('SIGKILL');
        done();
      });
    });
    const stop = async () => {
      child.ref();
      if (process.platform === 'win32') stopWithPgCtl(binaries, cluster);
      else if (child.pid !== undefined && !hasExited(child)) await endPostmaster(child.pid, () => hasExited(child));
      await lock.release();
    };
    const strings = connectionStrings(port, credentials);
    await ensureDatabase(strings.superuserConnectionString, credentials.password).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { port, ...strings, exited, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** PostgreSQL insists on owning its files. A folder made by root in one way may be opened in the other. */
function giveTo(runner: Runner, directory: string, { postgres }: Binaries): void {
  if (runner.owner === undefined) return;
  const { uid, gid } = runner.owner;
  if (process.getuid?.() === 0 && statSync(directory).uid !== uid)
    spawnSync('chown', ['-R', `${uid}:${gid}`, directory]);
  if (runner.identity === undefined) return;
  const reach = (flag: string, path: string) => spawnSync('test', [flag, path], { ...runner.identity }).status === 0;
  if (!reach('-w', directory) || !reach('-x', postgres)) {
    throw new PostgresUnavailable(
      `PostgreSQL refuses to run as root, and the user nobody it would run as cannot reach ${directory} and ${postgres}. Start Vitrine as a normal user, move it out of root's home, or set DATABASE_URL.`,
    );
  }
}

/** Runs PostgreSQL until it accepts connections. */
async function launch(
  directory: string,
  binaries: Binaries,
  runner: Runner,
  settings: Record<string, string | number>,
) {
  const cluster = clusterOf(directory);
  const log = join(directory, 'postgres.log');
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) renameSync(log, `${log}.1`);

  let said = '';
  let preferred = readCredentials(directory)?.port ?? 0;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = await findFreePort(preferred);
    const start = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const output = openSync(log, 'a', 0o600);
    const options = Object.entries({
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: '',
      timezone: 'UTC',
      log_timezone: 'UTC',
      log_checkpoints: 'off',
      ...settings,
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [command, args] = runner.command(binaries.postgres, ['-D', cluster, ...options]);
    const child = spawn(command, args, {
      ...runner.identity,
      cwd: directory,
      env: postgresEnvironment(),
      stdio: ['ignore', output, output],
      detached: true, // a group of its own: Ctrl-C is for us, and we say when PostgreSQL ends
    });
    closeSync(output);
    child.unref();
    if (await becomesReady(child, cluster)) return { child, port };

    said = readFileSync(log).subarray(start).toString('utf8').trim();
    preferred = 0;
    // Another program was faster to the port, or workers of a killed PostgreSQL have not noticed yet: both pass.
    if (/could not bind|could not create any TCP/.test(said)) continue;
    if (!/pre-existing shared memory block/.test(said)) break;
    await sleep(250);
  }
  throw new PostgresUnavailable(`PostgreSQL did not start in ${directory}. It said: ${said || 'nothing'} (see ${log})`);
}

async function becomesReady(child: ChildProcess, cluster: string): Promise<boolean> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  for (;;) {
    if (failure !== undefined) throw new PostgresUnavailable('PostgreSQL cannot be run here.', { cause: failure });
    if (hasExited(child)) return false;
    const postmaster = readPostmaster(cluster);
    // Recovering after a crash takes as long as it takes; only the end of the process is a failure.
    if (postmaster?.isReady && (postmaster.pid === child.pid || process.platform === 'win32')) return true;
    await sleep(10);
  }
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** The previous port when it is free, so that what was connected finds its way back. */
async function findFreePort(preferred: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number | null>((done) => {
      const server = createServer();
      server.once('error', () => done(null));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => done(typeof address === 'object' && address !== null ? address.port : null));
      });
    });
  const port = (preferred > 0 ? await tryPort(preferred) : null) ?? (await tryPort(0));
  if (port === null) throw new PostgresUnavailable('No port of localhost is free for PostgreSQL.');
  return port;
}

/** A shell that waits for our end, however it comes, and then asks PostgreSQL to shut down. */
function endWithUs(postmaster: ChildProcess): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const guard = spawn('sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(postmaster.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => undefined); // without a shell PostgreSQL merely outlives kill -9, until the next start
  guard.unref();
  if (guard.stdin !== null && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  return guard;
}

function stopWithPgCtl({ pgCtl }: Binaries, cluster: string): void {
  spawnSync(pgCtl, ['stop', '--mode=fast', '--wait', `--pgdata=${cluster}`], { env: postgresEnvironment() });
}

/** The application's role is no superuser: it may make roles, as a managed PostgreSQL allows, and row security binds it. */
async function ensureDatabase(superuserConnectionString: string, password: string): Promise<void> {
  const client = new Client({ connectionString: superuserConnectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vitrine') AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = 'vitrine') AS database`,
    );
    if (!rows[0]?.role) {
      await client.query(`CREATE ROLE vitrine LOGIN CREATEROLE CREATEDB PASSWORD ${client.escapeLiteral(password)}`);
    }
    if (!rows[0]?.database) await client.query('CREATE DATABASE vitrine OWNER vitrine');
  } finally {
    await client.end();
  }
}
