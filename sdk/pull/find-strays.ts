import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sortStrings } from '../streams/sort-strings.ts';
import type { PullFolder } from './pull-folder.ts';
import { sameFile } from './same-file.ts';
import { walkFiles } from './walk-files.ts';

/**
 * Pattern of the paths that `pull` creates: `<key>.<start of the digest>.<extension>`, and the paths of incomplete
 * files.
 */
const pulledName =
  /^assets\/(?:.*\/)?(?:[^/]*\.[0-9a-f]{12}\.[a-z0-9]{1,10}|\.[^/]*\.[0-9a-f]{12}\.[a-z0-9]{1,10}\.part)$/i;

/** Files in a folder that the revision does not contain. */
export interface Strays {
  /** Number of these files. */
  count: number;
  /** Number of these files whose paths match the pattern of `pull`. */
  pulled: number;
  /** Paths of the first of these files. */
  examples: string[];
  deleted: number;
}

const keptExamples = 10;

/**
 * Finds the files in a folder that the pulled revision does not contain. With `remove`, deletes those whose paths match
 * the pattern of `pull`. Keeps other files, because the user may have created them.
 */
export async function findStrays(
  folder: PullFolder,
  wanted: AsyncIterable<{ path: string }>,
  temporary: string,
  remove: boolean,
): Promise<Strays> {
  const strays: Strays = { count: 0, pulled: 0, examples: [], deleted: 0 };
  async function* lines() {
    for await (const { path } of wanted) yield `${sameFile(path)}\0`;
    for await (const path of walkFiles(folder.root)) yield `${sameFile(path)}\0${path}`;
  }
  let last: string | null = null;
  for await (const line of sortStrings(lines(), temporary)) {
    const [name, path] = line.split('\0') as [string, string];
    // Lines are sorted. The line of a file of the revision comes before the line of the same file on disk.
    if (path === '') last = name;
    if (path === '' || name === last || path === 'manifest.ndjson') continue;
    strays.count += 1;
    if (strays.examples.length < keptExamples) strays.examples.push(path);
    if (!pulledName.test(path)) continue;
    strays.pulled += 1;
    if (!remove) continue;
    await rm(join(folder.root, path), { force: true });
    strays.deleted += 1;
    await removeEmpty(folder.root, dirname(path));
  }
  return strays;
}

/** Deletes folders that have become empty, the innermost first. */
async function removeEmpty(root: string, path: string): Promise<void> {
  for (let folder = path; folder !== '.'; folder = dirname(folder)) {
    const isRemoved = await rmdir(join(root, folder)).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}
