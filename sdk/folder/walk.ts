import { opendir } from 'node:fs/promises';
import type { FileChoice } from './choose-files.ts';
import type { Folder } from './folder.ts';
import { locate } from './folder.ts';

export type Found = { kind: 'file' | 'link' | 'broken'; path: string } | { kind: 'skipped'; path: string };

const clutter = new Set(['Thumbs.db', 'desktop.ini', '__MACOSX']);

/**
 * Yields all files to publish below a folder, in no particular order. Skips hidden files and folders, files of the
 * operating system, sockets, pipes and devices. Yields symbolic links without following them.
 */
export async function* walk(folder: Folder, choice: FileChoice, path = ''): AsyncGenerator<Found> {
  const inner: string[] = [];
  const directory = await openFolderOf(folder, path);
  if (!directory) {
    yield { kind: 'broken', path };
    return;
  }
  for await (const entry of directory) {
    const entryPath = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.name.startsWith('.') || clutter.has(entry.name)) yield { kind: 'skipped', path: entryPath };
    else if (entry.isDirectory()) {
      if (choice.skipsFolder(entryPath)) yield { kind: 'skipped', path: entryPath };
      else inner.push(entryPath);
    } else if (!choice.takes(entryPath)) yield { kind: 'skipped', path: entryPath };
    else if (entry.isFile()) yield { kind: 'file', path: entryPath };
    else if (entry.isSymbolicLink()) yield { kind: 'link', path: entryPath };
    else yield { kind: 'skipped', path: entryPath };
  }
  for (const innerPath of inner) yield* walk(folder, choice, innerPath);
}

async function openFolderOf(folder: Folder, path: string) {
  try {
    return await opendir(path === '' ? folder.root : locate(folder, path), { bufferSize: 1_024 });
  } catch {
    return null;
  }
}
