import envPaths from 'env-paths';
import type { HashEvent, NoticeEvent, ScanEvent, WarningEvent } from '../events.ts';
import type { Folder } from '../folder/folder.ts';
import type { Notices } from '../folder/notices.ts';
import { readFolder } from '../folder/read-folder.ts';
import type { FolderOptions } from '../folder/reading.ts';
import { createMeter } from '../streams/meter.ts';
import { reportWhile } from '../streams/report-while.ts';
import { openHashCache } from './hash-cache.ts';
import { type HashedManifest, hashDrafts } from './hash-drafts.ts';

export interface PrepareOptions {
  /** Path of a folder for temporary data that is too large for memory. */
  temporary: string;
  signal: AbortSignal;
  cacheFolder?: string | null;
  /** Options for reading the folder. */
  options?: FolderOptions;
}

export interface PreparedManifest extends HashedManifest {
  totalFiles: number;
  totalBytes: number;
}

export type PrepareEvent = ScanEvent | HashEvent | NoticeEvent | WarningEvent;

/** Reads a folder and hashes its files. Yields the progress of both steps. */
export async function* prepareManifest(
  folder: Folder,
  { temporary, signal, cacheFolder = envPaths('vitrine', { suffix: '' }).cache, options = {} }: PrepareOptions,
): AsyncGenerator<PrepareEvent, PreparedManifest> {
  const reading = readFolder(folder, temporary, signal, options);
  const drafts = yield* reportWhile(reading.done, (): ScanEvent => {
    const { items, files, skipped } = reading.tally;
    return { type: 'scan', items, files, skipped };
  });
  const pairing = describePairing(reading.notices);
  if (pairing !== null) yield { type: 'notice', message: pairing };

  const cache = openHashCache(cacheFolder, folder.root);
  const tally = { files: 0, bytes: 0, unchangedFiles: 0 };
  const meter = createMeter();
  try {
    const hashed = yield* reportWhile(
      hashDrafts(folder, drafts, temporary, { cache, tally, signal, notices: reading.notices, strict: options.strict }),
      (): HashEvent => ({
        type: 'hash',
        ...tally,
        totalFiles: drafts.files,
        totalBytes: drafts.bytes,
        bytesPerSecond: meter.rate(tally.bytes),
      }),
    );
    for (const warning of reading.notices.warnings) yield { type: 'warning', ...warning };
    // Uses the sizes from hashing, because files may have grown since they were listed.
    return { ...hashed, totalFiles: tally.files, totalBytes: tally.bytes };
  } finally {
    cache.close();
  }
}

/** Returns a message about files that became part of another file's item. Returns null if there are none. */
function describePairing({ paired: { metadata, transcripts, example } }: Notices): string | null {
  if (example === null) return null;
  const parts = [
    ...(metadata > 0 ? [`${metadata.toLocaleString('en')} as metadata`] : []),
    ...(transcripts > 0 ? [`${transcripts.toLocaleString('en')} as transcripts`] : []),
  ];
  return `Files paired with another file: ${parts.join(', ')}, such as ${example}. Use --no-pairing to publish each file as a separate item.`;
}
