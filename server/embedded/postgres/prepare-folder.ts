import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, statSync } from 'node:fs';
import type { Binaries } from './find-binaries.ts';
import type { Runner } from './find-runner.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';

/** Makes the folder one in which PostgreSQL may work, and nobody else may look. */
export function prepareFolder(directory: string, cluster: string, { postgres }: Binaries, { identity }: Runner): void {
  chmodSync(directory, 0o700);
  if (identity === undefined) return;
  // PostgreSQL insists on owning its files; these may be from a start in which root could be nobody in a namespace.
  const { uid, gid } = identity;
  chownSync(directory, uid, gid);
  if (existsSync(cluster) && statSync(cluster).uid !== uid) spawnSync('chown', ['-R', `${uid}:${gid}`, cluster]);

  const mayReach = (flag: string, path: string) => spawnSync('test', [flag, path], { ...identity }).status === 0;
  if (mayReach('-w', directory) && mayReach('-x', postgres)) return;
  throw new PostgresUnavailable(
    `PostgreSQL refuses to run as root, and the user ${uid} it would run as cannot reach ${directory} or ${postgres}. Start Vitrine as a normal user, move it out of root's home, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

/** What root writes belongs to the folder's owner, who may start without root tomorrow. */
export function keepOwner(directory: string, file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(directory);
  chownSync(file, uid, gid);
}
