import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { VitrineError } from '../errors.ts';

/** A folder that is to be published. Paths within it are relative and written with `/`. */
export interface Folder {
  /** With all links resolved. */
  root: string;
}

export interface FoundFile {
  byteSize: number;
}

/** Opens a folder, or rejects with `FOLDER_UNUSABLE`. */
export async function openFolder(path: string): Promise<Folder> {
  const hint = 'Give a folder that can be read.';
  try {
    const root = await realpath(path);
    if ((await stat(root)).isDirectory()) return { root };
  } catch (cause) {
    throw new VitrineError('FOLDER_UNUSABLE', `${path} ${describe(cause)}.`, { cause, hint });
  }
  throw new VitrineError('FOLDER_UNUSABLE', `${path} is no folder.`, { hint });
}

/** Where a path of the folder is on this machine. */
export function locate(folder: Folder, path: string): string {
  return join(folder.root, ...path.split('/'));
}

/** A file of the folder, or in words why it is none. A link is followed, but not out of the folder. */
export async function findFile(folder: Folder, path: string): Promise<FoundFile | string> {
  if (isAbsolute(path) || path.includes('\0') || path.split(/[/\\]/).includes('..')) {
    return `${quote(path)} is no path inside the folder.`;
  }
  try {
    const target = await realpath(locate(folder, path));
    const inside = relative(folder.root, target);
    if (isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) {
      return `${quote(path)} leads out of the folder.`;
    }
    const found = await stat(target);
    return found.isFile() ? { byteSize: found.size } : `${quote(path)} is no file.`;
  } catch (error) {
    return `${quote(path)} ${describe(error)}.`;
  }
}

/** A path as it can be shown on one line. */
export function quote(path: string): string {
  const shown = path.length > 200 ? `${path.slice(0, 199)}…` : path;
  return JSON.stringify(shown);
}

function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
  if (code === 'ELOOP') return 'is a link that leads to itself';
  if (code === 'ENAMETOOLONG') return 'has too long a name';
  return `cannot be read: ${message}`;
}
