import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Creates a folder and its parents with `mode`. Throws if the system refuses. `mkdir` with `recursive` never returns if
 * the system refuses a folder with ENOENT, as in /proc.
 */
export function makeFolder(path: string, { mode }: { mode?: number } = {}): void {
  const parent = dirname(resolve(path));
  if (!existsSync(parent)) makeFolder(parent, { mode });
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    const isThere = statSync(path, { throwIfNoEntry: false })?.isDirectory();
    if (!isThere) throw error;
  }
}
