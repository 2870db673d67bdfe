import { readFile } from 'node:fs/promises';
import ignore from 'ignore';
import type { ItemType } from '#formats/manifest/names.ts';
import { VitrineError } from '../errors.ts';
import { type Folder, locate } from './folder.ts';
import type { FolderOptions } from './reading.ts';

/** Name of a file that lists patterns of files to exclude. Its syntax is that of a .gitignore. */
export const ignoreFileName = '.vitrineignore';

export interface FileChoice {
  /** Returns whether a file is to be published. */
  takes(path: string): boolean;
  /** Returns whether a folder contains no file to publish, so that it need not be read. */
  skipsFolder(path: string): boolean;
  /**
   * Returns the item type that the caller set for a file. Returns null if its content type determines the item type.
   */
  typeOf(path: string): ItemType | null;
}

/** Options for matching patterns. Upper and lower case differ on every operating system, as in git on Linux. */
const asGit = { ignorecase: false };

/** Reads the options and the `.vitrineignore` in the folder, and returns which files they select. */
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
