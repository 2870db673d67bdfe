import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from './folder/folder.ts';
import type { FolderOptions } from './folder/reading.ts';
import { type PrepareEvent, prepareManifest } from './hash/prepare-manifest.ts';

export interface CheckedFolder {
  items: number;
  files: number;
  bytes: number;
}

export interface CheckOptions extends FolderOptions {
  signal?: AbortSignal;
  cacheFolder?: string | null;
}

/** Message that lists the checks that only a server can make. */
export const unchecked =
  "Not checked: metadata against the organization's schemas, files that are given only by their SHA-256, and the limits of the server.";

/**
 * Checks a folder without a server. Checks the structure of its manifest, the existence and content type of every file,
 * and that keys are unique. Rejects with `ValidationFailed` if there are issues.
 */
export async function* checkFolder(
  path: string,
  { signal = new AbortController().signal, cacheFolder, ...options }: CheckOptions = {},
): AsyncGenerator<PrepareEvent, CheckedFolder> {
  const folder = await openFolder(path);
  const stopped = new AbortController();
  const temporary = await mkdtemp(join(tmpdir(), 'vitrine-'));
  try {
    const preparing = { temporary, signal: AbortSignal.any([signal, stopped.signal]), cacheFolder, options };
    const { items, totalFiles, totalBytes } = yield* prepareManifest(folder, preparing);
    return { items, files: totalFiles, bytes: totalBytes };
  } finally {
    stopped.abort();
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}
