import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Yields all files and symbolic links in a folder. Skips folders that cannot be read, such as `lost+found`. Skips
 * hidden files outside of `assets`, because other programs create them.
 */
export async function* walkFiles(root: string, path = ''): AsyncGenerator<string> {
  const inner: string[] = [];
  const directory = await opendir(join(root, path), { bufferSize: 1_024 }).catch(() => null);
  if (directory === null) return;
  for await (const entry of directory) {
    const entryPath = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.name.startsWith('.') && !(path.startsWith('assets') && entry.name.endsWith('.part'))) continue;
    if (entry.isDirectory()) inner.push(entryPath);
    else yield entryPath;
  }
  for (const innerPath of inner) yield* walkFiles(root, innerPath);
}
