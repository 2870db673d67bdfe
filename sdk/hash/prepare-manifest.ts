import envPaths from 'env-paths';
import type { HashEvent, ScanEvent } from '../events.ts';
import type { Folder } from '../folder/folder.ts';
import { readFolder } from '../folder/read-folder.ts';
import { createMeter } from '../streams/meter.ts';
import { reportWhile } from '../streams/report-while.ts';
import { openHashCache } from './hash-cache.ts';
import { type HashedManifest, hashDrafts } from './hash-drafts.ts';

export interface PrepareOptions {
  /** A folder for what memory should not hold. */
  temporary: string;
  signal: AbortSignal;
  cacheFolder?: string | null;
}

export interface PreparedManifest extends HashedManifest {
  totalFiles: number;
  totalBytes: number;
}

/** Reads a folder and hashes what is in it, telling of both. */
export async function* prepareManifest(
  folder: Folder,
  { temporary, signal, cacheFolder = envPaths('vitrine', { suffix: '' }).cache }: PrepareOptions,
): AsyncGenerator<ScanEvent | HashEvent, PreparedManifest> {
  const reading = readFolder(folder, temporary, signal);
  const drafts = yield* reportWhile(reading.done, (): ScanEvent => {
    const { items, files, skipped } = reading.tally;
    return { type: 'scan', items, files, skipped };
  });

  const cache = openHashCache(cacheFolder, folder.root);
  const tally = { files: 0, bytes: 0, unchangedFiles: 0 };
  const meter = createMeter();
  try {
    const hashed = yield* reportWhile(
      hashDrafts(folder, drafts, temporary, { cache, tally, signal }),
      (): HashEvent => ({
        type: 'hash',
        ...tally,
        totalFiles: drafts.files,
        totalBytes: drafts.bytes,
        bytesPerSecond: meter.rate(tally.bytes),
      }),
    );
    // Files may have grown since they were listed; what was hashed is what counts.
    return { ...hashed, totalFiles: tally.files, totalBytes: tally.bytes };
  } finally {
    cache.close();
  }
}
