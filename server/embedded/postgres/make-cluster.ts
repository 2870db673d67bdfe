import { spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './find-binaries.ts';
import type { Runner } from './find-runner.ts';
import { postgresEnvironment } from './postgres-environment.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';

type Options = { superuserPassword: string; durable: boolean };

export function clusterIn(directory: string): string {
  return join(directory, 'cluster');
}

/** Returns whether a cluster exists. Throws if these PostgreSQL programs cannot open it. */
export function hasCluster(cluster: string, { majorVersion }: Binaries): boolean {
  if (!existsSync(cluster) || readdirSync(cluster).length === 0) return false;
  const versionFile = join(cluster, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    throw new PostgresUnavailable(
      `${cluster} is not a complete PostgreSQL cluster: PG_VERSION is missing. Restore it from a backup, or move it away to start empty.`,
    );
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version !== majorVersion) {
    throw new PostgresUnavailable(
      `${cluster} was created by PostgreSQL ${version}, but this version of Vitrine includes PostgreSQL ${majorVersion}. Start the version of Vitrine that created it and move the data with pg_dump, or move the folder away to start empty.`,
    );
  }
  return true;
}

/**
 * Creates an empty cluster in a temporary folder and renames it when it is complete. After a crash, an incomplete
 * cluster is thus never used as a database.
 */
export function makeCluster(cluster: string, binaries: Binaries, runner: Runner, options: Options): void {
  const directory = join(cluster, '..');
  const making = `${cluster}.making`;
  const passwordFile = join(directory, 'password.making');
  rmSync(making, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, options.superuserPassword, { mode: 0o600 });
  if (runner.identity) chownSync(passwordFile, runner.identity.uid, runner.identity.gid);

  const [command, args] = runner.command(binaries.initdb, [
    `--pgdata=${making}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Uses the same sort order and character classes on every machine, whatever locales the system has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(options.durable ? [] : ['--no-sync']),
  ]);
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    ...runner.identity,
    cwd: directory,
    env: postgresEnvironment(),
    encoding: 'utf8',
  });
  rmSync(passwordFile, { force: true });
  if (error !== undefined || status !== 0) {
    const said = `${stdout ?? ''}${stderr ?? ''}`.trim();
    throw new PostgresUnavailable(
      `PostgreSQL could not create a database in ${directory}. Check that the disk has free space, or set DATABASE_URL to a PostgreSQL 15 or newer. Output of PostgreSQL: ${said || 'nothing'}`,
      { cause: error },
    );
  }
  rmSync(cluster, { recursive: true, force: true }); // removes at most an empty folder
  renameSync(making, cluster);
  if (options.durable) syncFolder(directory);
}

function syncFolder(directory: string): void {
  if (process.platform === 'win32') return; // folders cannot be opened on Windows
  const folder = openSync(directory, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
