import { type ChildProcess, spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './find-binaries.ts';
import { postgresEnvironment } from './postgres-environment.ts';
import { PostgresUnavailable } from './postgres-unavailable.ts';

/** Content of postmaster.pid, the file of PostgreSQL's main process. */
export type Postmaster = { pid: number; port: number; isReady: boolean };

export function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' } : null;
  } catch {
    return null;
  }
}

/**
 * Returns whether this process runs and is the PostgreSQL of this cluster. The system may have given the process id to
 * another program, which happens quickly in containers.
 */
export function isPostmasterOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout.includes(cluster);
  }
  try {
    const [there, here] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)];
    return there.dev === here.dev && there.ino === here.ino;
  } catch {
    return false; // a zombie has no working directory, and that of another user's process cannot be read
  }
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Stops the PostgreSQL that this process started. */
export async function stopPostmaster(child: ChildProcess, cluster: string, binaries: Binaries): Promise<void> {
  child.ref();
  if (child.pid !== undefined && !hasExited(child)) await end(child.pid, () => hasExited(child), cluster, binaries);
}

/** Stops a PostgreSQL whose parent process has ended, and removes what would prevent a new start. */
export async function stopLeftover(cluster: string, binaries: Binaries): Promise<void> {
  const leftover = readPostmaster(cluster);
  if (leftover === null) return;
  if (isPostmasterOf(cluster, leftover.pid)) {
    await end(leftover.pid, () => !isPostmasterOf(cluster, leftover.pid), cluster, binaries);
  } else if (isAlive(leftover.pid)) {
    // Another process has this id now, and PostgreSQL would refuse to start. It ignores the id of its parent process,
    // so that id is written instead. The rest of the file stays, because PostgreSQL uses it to find old processes that
    // use the shared memory.
    const file = join(cluster, 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
  }
}

/**
 * Sends the signal for a fast shutdown, then stronger signals if the process does not end. PostgreSQL recovers after
 * each of them.
 */
async function end(pid: number, hasEnded: () => boolean, cluster: string, { pgCtl }: Binaries): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(pgCtl, ['stop', '--mode=fast', '--wait', `--pgdata=${cluster}`], { env: postgresEnvironment() });
    return;
  }
  for (const [signal, patienceMilliseconds] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (hasEnded()) return;
      throw new PostgresUnavailable(
        `A PostgreSQL is still running in ${cluster} (pid ${pid}), and this user does not have permission to stop it. Stop it, then start again.`,
        { cause: error },
      );
    }
    const deadline = performance.now() + patienceMilliseconds;
    while (performance.now() < deadline) {
      if (hasEnded()) return;
      await sleep(10);
    }
  }
  throw new PostgresUnavailable(
    `PostgreSQL in ${cluster} (pid ${pid}) does not stop. End its process, then start again.`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
