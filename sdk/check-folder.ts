import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HashEvent, ScanEvent } from './events.ts';
import { openFolder } from './folder/folder.ts';
import { prepareManifest } from './hash/prepare-manifest.ts';

export interface CheckedFolder {
  items: number;
  files: number;
  bytes: number;
}

/**
 * Checks a folder as far as that is possible without a server: that its manifest can be read, and that every file it
 * names is there. Rejects with `ValidationFailed`.
 */
export async function* checkFolder(
  path: string,
  { signal = new AbortController().signal, cacheFolder }: { signal?: AbortSignal; cacheFolder?: string | null } = {},
): AsyncGenerator<ScanEvent | HashEvent, CheckedFolder> {
  const folder = await openFolder(path);
  const stopped = new AbortController();
  const temporary = await mkdtemp(join(tmpdir(), 'vitrine-'));
  try {
    const options = { temporary, signal: AbortSignal.any([signal, stopped.signal]), cacheFolder };
    const { items, totalFiles, totalBytes } = yield* prepareManifest(folder, options);
    return { items, files: totalFiles, bytes: totalBytes };
  } finally {
    stopped.abort();
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}
