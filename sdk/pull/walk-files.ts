import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * All files and links of a folder but those of others: hidden ones outside of `assets`, where only pull hides files, and what
 * is in folders that may not be read, such as `lost+found`.
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
