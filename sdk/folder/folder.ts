import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { VitrineError } from '../errors.ts';

/** A folder to be published. Paths within it are relative and written with `/`. */
export interface Folder {
  /** Path of the folder with all links resolved. */
  root: string;
}

export interface FoundFile {
  /** Path as written on disk, possibly in another normal form of Unicode. */
  path: string;
  byteSize: number;
}

/** Opens a folder, or rejects with `FOLDER_UNUSABLE`. */
export async function openFolder(path: string): Promise<Folder> {
  const hint = 'Choose a folder that exists and that you can read.';
  try {
    const root = await realpath(path);
    if ((await stat(root)).isDirectory()) return { root };
  } catch (cause) {
    throw new VitrineError('FOLDER_UNUSABLE', `${path} ${describe(cause)}.`, { cause, hint });
  }
  throw new VitrineError('FOLDER_UNUSABLE', `${path} is not a folder.`, { hint });
}

/** Returns the path on this machine for a path within the folder. */
export function locate(folder: Folder, path: string): string {
  return join(folder.root, ...path.split('/'));
}

/**
 * Returns a file of the folder, or a message that says why it cannot be found. Follows links, but not out of the
 * folder.
 *
 * Finds a name in both normal forms of Unicode: macOS decomposes names that people and programs write composed.
 */
export async function findFile(folder: Folder, path: string): Promise<FoundFile | string> {
  if (isAbsolute(path) || path.includes('\0') || path.split(/[/\\]/).includes('..')) {
    return `${quote(path)} is not a path inside the folder.`;
  }
  try {
    const target = await realpath(locate(folder, path));
    const inside = relative(folder.root, target);
    if (isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) {
      return `${quote(path)} points outside the folder.`;
    }
    const found = await stat(target);
    return found.isFile() ? { path, byteSize: found.size } : `${quote(path)} is not a file.`;
  } catch (error) {
    const forms = (error as NodeJS.ErrnoException).code === 'ENOENT' ? await findForms(folder, path) : [];
    if (forms.length === 1 && forms[0] !== path) return findFile(folder, forms[0]!);
    if (forms.length > 1)
      return `${quote(path)} matches several files whose names differ only in Unicode normalization. Rename all but one.`;
    return `${quote(path)} ${describe(error)}.`;
  }
}

/** Returns the paths on disk that equal a path except for the normal form of their names. */
async function findForms(folder: Folder, path: string): Promise<string[]> {
  if (/^[\x20-\x7e]*$/.test(path)) return [];
  let found = [''];
  for (const segment of path.split('/')) {
    const next: string[] = [];
    for (const parent of found) {
      const names = await readdir(join(folder.root, parent)).catch(() => []);
      for (const name of names) {
        if (name.normalize('NFC') === segment.normalize('NFC')) next.push(parent === '' ? name : `${parent}/${name}`);
      }
    }
    found = next;
  }
  return found;
}

/** Returns a path in a form that can be shown on one line. */
export function quote(path: string): string {
  const shown = path.length > 200 ? `${path.slice(0, 199)}…` : path;
  return JSON.stringify(shown);
}

function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'cannot be read: permission denied';
  if (code === 'ELOOP') return 'is a symbolic link that points to itself';
  if (code === 'ENAMETOOLONG') return 'has a name that is too long';
  return `cannot be read: ${message}`;
}
