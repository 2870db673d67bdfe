import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Kills the PostgreSQL of a cluster as a power failure does: its main process and all of its workers, by their ids. */
export function killPostgres(cluster: string): void {
  const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // The worker ended together with its parent.
    }
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}
