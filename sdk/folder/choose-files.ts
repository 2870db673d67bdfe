import { readFile } from 'node:fs/promises';
import ignore from 'ignore';
import type { ItemType } from '#formats/manifest/names.ts';
import { VitrineError } from '../errors.ts';
import { type Folder, locate } from './folder.ts';
import type { FolderOptions } from './reading.ts';

/** Patterns of files that are not published, one a line, as in a .gitignore. */
export const ignoreFileName = '.vitrineignore';

export interface FileChoice {
  /** Whether a file is published. */
  takes(path: string): boolean;
  /** Whether nothing below a folder is published. */
  skipsFolder(path: string): boolean;
  /** The type that was given for a file; null where its content type decides. */
  typeOf(path: string): ItemType | null;
}

/** As git reads patterns where file names differ by case, and so the same on every system. */
const asGit = { ignorecase: false };

/** Reads which files are chosen: by the options, and by the `.vitrineignore` at the top of the folder. */
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
