import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, statSync } from 'node:fs';
import type { Binaries } from './find-binaries.ts';
import type { Runner } from './find-runner.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';

/** Prepares the folder so that PostgreSQL can use it and other users cannot read it. */
export function prepareFolder(directory: string, cluster: string, { postgres }: Binaries, { identity }: Runner): void {
  chmodSync(directory, 0o700);
  if (identity === undefined) return;
  // PostgreSQL must own its files. They may belong to another user if root ran PostgreSQL in a namespace before.
  const { uid, gid } = identity;
  chownSync(directory, uid, gid);
  if (existsSync(cluster) && statSync(cluster).uid !== uid) spawnSync('chown', ['-R', `${uid}:${gid}`, cluster]);

  const mayReach = (flag: string, path: string) => spawnSync('test', [flag, path], { ...identity }).status === 0;
  if (mayReach('-w', directory) && mayReach('-x', postgres)) return;
  throw new PostgresUnavailable(
    `PostgreSQL refuses to run as root, and the user ${uid} it would run as cannot reach ${directory} or ${postgres}. Start Vitrine as a normal user, move it out of root's home, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

/**
 * Makes the owner of the folder also the owner of a file that root wrote. A later start without root can then read the
 * file.
 */
export function keepOwner(directory: string, file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(directory);
  chownSync(file, uid, gid);
}
