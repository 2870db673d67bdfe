import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Creates a folder and its parents. `mkdir` with `recursive` never returns if the system refuses a folder with ENOENT,
 * as in /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  const parent = dirname(resolve(path));
  if (!existsSync(parent)) await makeFolder(parent);
  try {
    await mkdir(path);
  } catch (error) {
    const isThere = statSync(path, { throwIfNoEntry: false })?.isDirectory();
    if (!isThere) throw error;
  }
}
