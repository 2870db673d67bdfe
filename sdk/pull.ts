import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { manifestName } from '#formats/manifest/manifest-name.ts';
import { type Ask, connect } from './api/api.ts';
import { type Backoff, defaultBackoff } from './api/backoff.ts';
import type { NoticeEvent } from './events.ts';
import { openHashCache } from './hash/hash-cache.ts';
import { defaultEndpoint } from './publish-options.ts';
import { type FetchTally, fetchFiles, type WantedFile } from './pull/fetch-files.ts';
import { findRevision } from './pull/find-revision.ts';
import { findStrays, type Strays } from './pull/find-strays.ts';
import { listItems, type Revision } from './pull/list-items.ts';
import { manifestLine, publishedAssets } from './pull/manifest-line.ts';
import { pathOf } from './pull/path-of.ts';
import { openPullFolder } from './pull/pull-folder.ts';
import { createMeter } from './streams/meter.ts';
import { reportWhile } from './streams/report-while.ts';
import { createSpool } from './streams/spool.ts';

export interface PullOptions {
  organization: string;
  dataset: string;
  /** Revision number. Default: the current revision. */
  revision?: number;
  /** Whether to delete files of earlier pulls that the revision does not contain. */
  delete?: boolean;
  token: string;
  endpoint?: string;
  concurrency?: number;
  cacheFolder?: string | null;
  fetch?: typeof globalThis.fetch;
  signal?: AbortSignal;
  backoff?: Backoff;
}

/** Events of `pull`. The last one is `done`. */
export type PullEvent =
  | { type: 'list'; revision: number; items: number; files: number }
  | {
      type: 'download';
      files: number;
      totalFiles: number;
      bytes: number;
      totalBytes: number;
      presentFiles: number;
      retries: number;
      bytesPerSecond: number;
    }
  | NoticeEvent
  | PullDone;

export interface PullDone {
  type: 'done';
  revision: number;
  items: number;
  files: number;
  bytes: number;
  receivedBytes: number;
  /** Number of files in the folder that the revision does not contain. */
  strayFiles: number;
  /** Number of stray files that were deleted. */
  deletedFiles: number;
  seconds: number;
}

/**
 * Downloads the files of a revision into a folder, and compares each with its SHA-256. Finally writes
 * `manifest.ndjson`, from which `publish` creates the same items again. A run can be stopped at any time and repeated.
 */
export async function* pull(path: string, options: PullOptions): AsyncGenerator<PullEvent, PullDone> {
  const began = performance.now();
  const { endpoint = defaultEndpoint, token, concurrency = 8, fetch = globalThis.fetch } = options;
  const { backoff = defaultBackoff, cacheFolder = envPaths('vitrine', { suffix: '' }).cache } = options;
  const stopped = new AbortController();
  const signal = options.signal ? AbortSignal.any([stopped.signal, options.signal]) : stopped.signal;
  const ask = connect({ endpoint, token, fetch, signal, backoff });
  const revision = await findRevision(ask, options);
  const folder = await openPullFolder(path);
  const { root } = folder;
  // Temporary folder beside the manifest, so that the manifest can be moved to its place atomically.
  const temporary = await mkdtemp(join(root, '.vitrine-'));
  const spools = await mkdtemp(join(tmpdir(), 'vitrine-'));
  const cache = openHashCache(cacheFolder, root);
  try {
    const listed = { items: 0, files: 0, bytes: 0 };
    const manifest = join(temporary, manifestName);
    const wanted = yield* reportWhile(list(ask, revision, { spools, manifest }, listed), () => ({
      type: 'list' as const,
      revision: revision.number,
      items: listed.items,
      files: listed.files,
    }));

    const tally: FetchTally = { files: 0, bytes: 0, presentFiles: 0, presentBytes: 0, retries: 0 };
    const meter = createMeter();
    const fetching = { ask, folder, fetch, signal, backoff, concurrency, cache };
    yield* reportWhile(fetchFiles(fetching, wanted.rows(), tally), () => ({
      type: 'download' as const,
      files: tally.files,
      totalFiles: listed.files,
      bytes: tally.bytes,
      totalBytes: listed.bytes,
      presentFiles: tally.presentFiles,
      retries: tally.retries,
      bytesPerSecond: meter.rate(tally.bytes - tally.presentBytes),
    }));
    await folder.place(manifest, manifestName);

    const strays = await findStrays(folder, wanted.rows(), spools, options.delete ?? false);
    const notice = describeStrays(strays, revision.number);
    if (notice !== null) yield { type: 'notice', message: notice };
    const done: PullDone = {
      type: 'done',
      revision: revision.number,
      ...listed,
      receivedBytes: tally.bytes - tally.presentBytes,
      strayFiles: strays.count,
      deletedFiles: strays.deleted,
      seconds: (performance.now() - began) / 1_000,
    };
    yield done;
    return done;
  } finally {
    stopped.abort();
    cache.close();
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
    await rm(spools, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * Returns a message about the files in the folder that the revision does not contain. Returns null if there are none.
 */
function describeStrays({ count, pulled, deleted, examples }: Strays, revision: number): string | null {
  if (count === 0) return null;
  const files = `${count.toLocaleString('en')} ${count === 1 ? 'file does' : 'files do'} not belong to revision ${revision}`;
  const such = `such as ${examples.slice(0, 3).join(', ')}`;
  if (deleted > 0)
    return `${files}, ${such}. Deleted ${deleted.toLocaleString('en')} of them, which earlier pulls created.`;
  const hint =
    pulled > 0 ? ` Use --delete to remove the ${pulled.toLocaleString('en')} that earlier pulls created.` : '';
  return `${files}, ${such}.${hint}`;
}

/** Writes the manifest of a revision, and the list of the files to which it refers. */
async function list(
  ask: Ask,
  revision: Revision,
  { spools, manifest }: { spools: string; manifest: string },
  tally: { items: number; files: number; bytes: number },
) {
  const lines = createSpool<Record<string, unknown>>(manifest);
  const wanted = createSpool<WantedFile>(join(spools, 'files.ndjson'));
  for await (const item of listItems(ask, revision)) {
    await lines.add(manifestLine(item));
    for (const asset of publishedAssets(item)) {
      const { id, sha256, byteSize } = asset;
      const path = pathOf(item.key, asset);
      await wanted.add({ id, sha256, byteSize, path });
      tally.files += 1;
      tally.bytes += byteSize;
    }
    tally.items += 1;
  }
  await Promise.all([lines.end(), wanted.end()]);
  return wanted;
}
