import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { VitrineError } from '../errors.ts';

/** Folder to publish. Paths in it are relative, with `/` between their segments. */
export interface Folder {
  /** Absolute path of the folder, with all symbolic links resolved. */
  root: string;
}

export interface FoundFile {
  /** Path as stored on disk, which may have another Unicode normal form than the requested path. */
  path: string;
  byteSize: number;
}

/** Opens a folder. Rejects with `FOLDER_UNUSABLE` if that is impossible. */
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

/** Returns the absolute path for a path in the folder. */
export function locate(folder: Folder, path: string): string {
  return join(folder.root, ...path.split('/'));
}

/**
 * Returns a file of the folder, or a message with the reason why it cannot be found. Follows symbolic links, but not to
 * places outside the folder.
 *
 * Finds names in both Unicode normal forms (NFC and NFD), because macOS stores names in NFD and most programs use NFC.
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

/** Returns the paths on disk that differ from a path at most in the Unicode normal form. */
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

/** Returns a path with quotes and escapes, so that it can be shown on one line. */
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
