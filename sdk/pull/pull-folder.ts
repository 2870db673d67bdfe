import { lstat, mkdir, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '#system/make-folder.ts';
import { VitrineError } from '../errors.ts';

/** Folder into which a revision is pulled. Nothing is ever written outside of it, or through a symbolic link in it. */
export interface PullFolder {
  /** Absolute path of the folder, with all symbolic links resolved. */
  root: string;
  /** Creates the parent folders of a file. Returns the absolute path of the file. */
  prepare: (path: string) => Promise<string>;
  /** Moves a complete file to its path. If a symbolic link is there, replaces the link and does not follow it. */
  place: (from: string, path: string) => Promise<void>;
}

/** Opens the folder, or creates it. Rejects with `FOLDER_UNUSABLE` if that is impossible. */
export async function openPullFolder(path: string): Promise<PullFolder> {
  const root = await makeRoot(path);
  const known = new Set<string>();

  /**
   * Creates the folders of a path one by one, and checks each, because it could be a symbolic link to another place.
   */
  const makeParents = async (folder: string): Promise<void> => {
    if (folder === '.' || known.has(folder)) return;
    await makeParents(dirname(folder));
    const location = join(root, folder);
    await mkdir(location).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
    if (!(await lstat(location)).isDirectory()) throw unusable(folder, 'must be a folder, but is a link or a file');
    known.add(folder);
  };

  const prepare = async (path: string) => {
    if (!isInside(path)) throw unusable(path, 'is not a path inside the folder');
    await makeParents(dirname(path));
    return join(root, path);
  };
  return {
    root,
    prepare,
    place: async (from, path) => {
      const location = await prepare(path);
      try {
        await rename(from, location);
      } catch (cause) {
        throw unusable(path, `cannot be written: ${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}`, cause);
      }
    },
  };
}

/**
 * Deletes what is at a path, unless it is a regular file without other hard links. Returns whether such a file exists.
 */
export async function keepRegularFile(location: string): Promise<boolean> {
  const found = await lstat(location).catch(() => null);
  if (!found) return false;
  if (found.isFile() && found.nlink === 1) return true;
  await rm(location);
  return false;
}

async function makeRoot(path: string): Promise<string> {
  try {
    makeFolder(path);
    return await realpath(path);
  } catch (cause) {
    throw unusable(path, `cannot be created: ${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}`, cause);
  }
}

/**
 * Returns whether each segment of a path is a plain name. Backslashes and colons are excluded, because Windows
 * interprets them.
 */
function isInside(path: string): boolean {
  return path.split('/').every((segment) => segment !== '' && !/^\.{1,2}$/.test(segment) && !/[\0\\:]/.test(segment));
}

function unusable(path: string, reason: string, cause?: unknown): VitrineError {
  return new VitrineError('FOLDER_UNUSABLE', `${JSON.stringify(path)} ${reason}.`, {
    hint: 'Pull to another folder, or remove the files in the way.',
    cause,
  });
}
