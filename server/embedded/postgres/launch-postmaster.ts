import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './find-binaries.ts';
import type { Runner } from './find-runner.ts';
import { postgresEnvironment } from './postgres-environment.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';
import { hasExited, readPostmaster } from './postmaster.ts';
import { keepOwner } from './prepare-folder.ts';

export type Settings = Record<string, string | number>;

const largestLog = 10_000_000;

/** Starts PostgreSQL and waits until it accepts connections. Uses the port of the previous start if it is free. */
export async function launchPostmaster(
  cluster: string,
  { postgres }: Binaries,
  runner: Runner,
  previousPort: number | null,
  settings: Settings,
): Promise<{ child: ChildProcess; port: number }> {
  const directory = join(cluster, '..');
  const log = join(directory, 'postgres.log');
  if (sizeOf(log) > largestLog) renameSync(log, `${log}.1`);

  let said = '';
  let wanted = previousPort ?? 0;
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const port = await findFreePort(wanted);
    const saidBefore = sizeOf(log);
    const output = openSync(log, 'a', 0o600);
    keepOwner(directory, log);
    const [command, args] = runner.command(postgres, ['-D', cluster, ...asOptions({ port, ...settings })]);
    const child = spawn(command, args, {
      ...runner.identity,
      cwd: directory,
      env: postgresEnvironment(),
      stdio: ['ignore', output, output],
      detached: true, // a separate process group: Ctrl-C reaches only this process, which then stops PostgreSQL
    });
    closeSync(output);
    child.unref();
    if (await becomesReady(child, cluster)) return { child, port };

    said = readFileSync(log).subarray(saidBefore).toString('utf8').trim();
    wanted = 0;
    // Retries after two temporary errors: another program has taken the port, or processes of a killed PostgreSQL are
    // still running.
    if (/could not bind|could not create any TCP/.test(said)) continue;
    if (!/pre-existing shared memory block/.test(said)) break;
    await sleep(250);
  }
  throw new PostgresUnavailable(
    `PostgreSQL did not start in ${directory}. Output of PostgreSQL: ${said || 'nothing'} (see ${log})`,
  );
}

function asOptions(settings: Settings): string[] {
  const all: Settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Waits until PostgreSQL is ready. Recovery after a crash may take any time, so only the end of the process is a
 * failure.
 */
async function becomesReady(child: ChildProcess, cluster: string): Promise<boolean> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  for (;;) {
    await sleep(10);
    if (failure !== undefined) throw new PostgresUnavailable(`PostgreSQL cannot be run: ${failure.message}`);
    if (hasExited(child)) return false;
    const postmaster = readPostmaster(cluster);
    if (postmaster?.isReady && (postmaster.pid === child.pid || process.platform === 'win32')) return true;
  }
}

async function findFreePort(wanted: number): Promise<number> {
  const port = (await tryPort(wanted)) ?? (await tryPort(0));
  if (port === null) throw new PostgresUnavailable('No port of 127.0.0.1 is free for PostgreSQL.');
  return port;
}

function tryPort(wanted: number): Promise<number | null> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(null));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
