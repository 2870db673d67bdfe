import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, statSync } from 'node:fs';
import type { Binaries } from './find-binaries.ts';
import type { Runner } from './find-runner.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';

/** Prepares the folder so that PostgreSQL can work in it, and no other user can read it. */
export function prepareFolder(directory: string, cluster: string, { postgres }: Binaries, { identity }: Runner): void {
  chmodSync(directory, 0o700);
  if (identity === undefined) return;
  // PostgreSQL must own its files. These may be from an earlier start in which root ran PostgreSQL in a namespace.
  const { uid, gid } = identity;
  chownSync(directory, uid, gid);
  if (existsSync(cluster) && statSync(cluster).uid !== uid) spawnSync('chown', ['-R', `${uid}:${gid}`, cluster]);

  const mayReach = (flag: string, path: string) => spawnSync('test', [flag, path], { ...identity }).status === 0;
  if (mayReach('-w', directory) && mayReach('-x', postgres)) return;
  throw new PostgresUnavailable(
    `PostgreSQL refuses to run as root, and the user ${uid} it would run as cannot reach ${directory} or ${postgres}. Start Vitrine as a normal user, move it out of root's home, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

/** Gives a file that root wrote to the folder's owner, who may later start without root. */
export function keepOwner(directory: string, file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(directory);
  chownSync(file, uid, gid);
}
