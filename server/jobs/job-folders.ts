import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '../logger.ts';

const prefix = 'vitrine-job-';
const host = hostname().replace(/[^a-z0-9]/gi, '');
const form = /^vitrine-job-(?<host>[a-z0-9]*)-(?<pid>\d+)-/i;
const oldMilliseconds = 24 * 3_600_000;

/** Creates a temporary folder for a job. Its name contains the host and the id of this process. */
export function makeJobFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${prefix}${host}-${process.pid}-`));
}

/** Removes the temporary folders of workers that were killed. Called at the start of a worker, before its first job. */
export async function sweepJobFolders(logger: Pick<Logger, 'info'>, folder = tmpdir()): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  let removed = 0;
  for (const name of names) {
    if (!(await isAbandoned(folder, name))) continue;
    // Ignores the folders of other users, which cannot be removed.
    const isGone = await rm(join(folder, name), { recursive: true, force: true }).then(
      () => true,
      () => false,
    );
    if (isGone) removed += 1;
  }
  if (removed > 0) logger.info({ folders: removed }, 'Removed temporary folders of workers that were killed.');
}

async function isAbandoned(folder: string, name: string): Promise<boolean> {
  const { host: owner, pid } = form.exec(name)?.groups ?? {};
  // A folder with the id of this process is from an earlier process, because this one has not created a folder yet.
  if (owner === host) return Number(pid) === process.pid || !isAlive(Number(pid));
  const found = await stat(join(folder, name)).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > oldMilliseconds;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
