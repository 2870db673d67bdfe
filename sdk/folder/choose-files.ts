import { readFile } from 'node:fs/promises';
import ignore from 'ignore';
import type { ItemType } from '#formats/manifest/names.ts';
import { VitrineError } from '../errors.ts';
import { type Folder, locate } from './folder.ts';
import type { FolderOptions } from './reading.ts';

/** Name of a file with patterns of files that are not published, one on each line, as in a .gitignore. */
export const ignoreFileName = '.vitrineignore';

export interface FileChoice {
  /** Returns whether a file is published. */
  takes(path: string): boolean;
  /** Returns whether no file below a folder is published. */
  skipsFolder(path: string): boolean;
  /** Returns the type that the caller set for a file. Null if its content type decides. */
  typeOf(path: string): ItemType | null;
}

/** Options to match patterns as git does where file names differ by case. The result is the same on every system. */
const asGit = { ignorecase: false };

/** Reads which files are chosen, from the options and the `.vitrineignore` at the top of the folder. */
export async function readChoice(folder: Folder, options: FolderOptions): Promise<FileChoice> {
  const written = await readFile(locate(folder, ignoreFileName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new VitrineError('FOLDER_UNUSABLE', `${ignoreFileName} cannot be read: ${error.message}`, { cause: error });
  });
  const excluded = ignore(asGit)
    .add(written)
    .add([...(options.exclude ?? [])]);
  const included = options.include?.length ? ignore(asGit).add([...options.include]) : null;
  const types = (options.types ?? []).map(({ pattern, type }) => ({ type, matches: ignore(asGit).add(pattern) }));
  return {
    takes: (path) => !excluded.ignores(path) && (included === null || included.ignores(path)),
    skipsFolder: (path) => excluded.ignores(`${path}/`),
    typeOf: (path) => types.findLast(({ matches }) => matches.ignores(path))?.type ?? null,
  };
}
