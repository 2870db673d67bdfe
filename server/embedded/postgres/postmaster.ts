import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresUnavailable } from './postgres-unavailable.ts';

/** What PostgreSQL's main process says of itself in postmaster.pid. */
export type Postmaster = { pid: number; port: number; isReady: boolean };

export function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid)
      ? { pid: Math.abs(pid), port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' }
      : null;
  } catch {
    return null;
  }
}

/** Whether the process of this id is alive and is the PostgreSQL of this cluster: ids are used again, in containers soon. */
export function isPostmasterOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    try {
      const [there, here] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)];
      return there.dev === here.dev && there.ino === here.ino;
    } catch {
      return false; // a zombie has no working directory, and a stranger's is not ours to read
    }
  }
  if (process.platform === 'win32') return true;
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout.includes(cluster);
}

/** Ends the PostgreSQL that outlived the process which started it, and clears the way for a new one. */
export async function stopLeftover(cluster: string, stopWindows: () => void): Promise<void> {
  const leftover = readPostmaster(cluster);
  if (leftover === null) return;
  if (isPostmasterOf(cluster, leftover.pid)) {
    if (process.platform === 'win32') stopWindows();
    else await endPostmaster(leftover.pid, () => !isPostmasterOf(cluster, leftover.pid));
  } else if (isAlive(leftover.pid)) {
    // Its id now belongs to a stranger, for whom PostgreSQL would refuse to start. The parent's id it disregards, and
    // the rest of the file still lets it see whether old workers hold the shared memory.
    const file = join(cluster, 'postmaster.pid');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/^-?\d+/, String(process.pid)));
  }
}

/** Fast shutdown, then a harder one; PostgreSQL recovers from each. */
export async function endPostmaster(pid: number, hasEnded: () => boolean): Promise<void> {
  const ways: [NodeJS.Signals, number][] = [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, patience] of ways) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (hasEnded()) return;
      throw new PostgresUnavailable(
        `A PostgreSQL of this folder is still running (pid ${pid}) and this user may not stop it. Stop it, then start again.`,
        { cause: error },
      );
    }
    const deadline = performance.now() + patience;
    while (performance.now() < deadline) {
      if (hasEnded()) return;
      await sleep(10);
    }
  }
  throw new PostgresUnavailable(`PostgreSQL (pid ${pid}) does not end. Stop it, then start again.`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
