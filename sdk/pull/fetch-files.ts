import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ask } from '../api/api.ts';
import { type Backoff, backoffMilliseconds, wait } from '../api/backoff.ts';
import { DownloadFailed } from '../errors.ts';
import { fileState } from '../hash/file-state.ts';
import type { HashCache } from '../hash/hash-cache.ts';
import { hashFile } from '../hash/hash-file.ts';
import { download, type Wanted } from './download.ts';
import type { PullFolder } from './pull-folder.ts';
import { sameFile } from './same-file.ts';
import { signUrls } from './sign-urls.ts';

export interface WantedFile extends Wanted {
  /** Asset id, for which new URLs can be requested. */
  id: string;
}

export interface FetchTally {
  files: number;
  bytes: number;
  /** Number of files that the folder already contained. */
  presentFiles: number;
  presentBytes: number;
  retries: number;
}

export interface Fetching {
  folder: PullFolder;
  ask: Ask;
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
  backoff: Backoff;
  concurrency: number;
  cache: HashCache;
}

const batchFiles = 50;
const attempts = 7;
const keptCauses = 10;

/** Downloads several files at the same time. Skips files that the folder already contains with the same SHA-256. */
export async function fetchFiles(
  fetching: Fetching,
  files: AsyncIterable<WantedFile>,
  tally: FetchTally,
): Promise<void> {
  const causes: { path: string; code: string; message: string }[] = [];
  let failed = 0;
  const stopped = new AbortController();
  const signal = AbortSignal.any([fetching.signal, stopped.signal]);
  const queue = withUrls({ ...fetching, signal }, files, tally);
  const underWay = new Map<string, Promise<unknown>>();
  const work = async () => {
    for (let next = await queue.next(); !next.done; next = await queue.next()) {
      const { file, url } = next.value;
      const message = await inTurn(underWay, sameFile(file.path), async (isFirst) => {
        // Two files of a revision with the same bytes can have the same path. The second one need not be downloaded.
        if (!isFirst && (await isThere(file, fetching))) {
          countPresent(file, tally);
          return null;
        }
        const failure = await fetchFile({ ...fetching, signal }, file, url, tally);
        if (failure === null) tally.files += 1;
        return failure;
      });
      if (message !== null) {
        failed += 1;
        if (causes.length < keptCauses) causes.push({ path: file.path, code: 'DOWNLOAD_FAILED', message });
        // Stops if at least 20 downloads failed and more failed than succeeded.
        if (failed >= 20 && tally.files - tally.presentFiles < failed) stopped.abort();
      }
      signal.throwIfAborted();
    }
  };
  const workers = Array.from({ length: fetching.concurrency }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    const inVain = stopped.signal.aborted;
    stopped.abort();
    await Promise.allSettled(workers);
    if (!inVain) throw error;
  }
  fetching.signal.throwIfAborted();
  if (failed > 0) throw new DownloadFailed(failed, causes);
}

/**
 * Runs `work` after all earlier work with the same name has ended. `isFirst` is true if no earlier work was running.
 */
async function inTurn<Result>(
  underWay: Map<string, Promise<unknown>>,
  name: string,
  work: (isFirst: boolean) => Promise<Result>,
): Promise<Result> {
  const earlier = underWay.get(name);
  const running = earlier === undefined ? work(true) : earlier.then(() => work(false));
  const ended = running.catch(() => {});
  underWay.set(name, ended);
  try {
    return await running;
  } finally {
    if (underWay.get(name) === ended) underWay.delete(name);
  }
}

function countPresent({ byteSize }: WantedFile, tally: FetchTally): void {
  tally.files += 1;
  tally.presentFiles += 1;
  tally.bytes += byteSize;
  tally.presentBytes += byteSize;
}

/** Downloads one file, with several attempts. Returns null on success, otherwise the reason of the failure. */
async function fetchFile(fetching: Fetching, file: WantedFile, first: string | null, tally: FetchTally) {
  const { ask, folder, fetch, signal, backoff } = fetching;
  const onReceived = (byteSize: number) => {
    tally.bytes += byteSize;
  };
  let url = first;
  for (let failures = 1; ; failures += 1) {
    if (url === null) return 'you no longer have permission to see it';
    const outcome = await download(url, file, { folder, fetch, signal, onReceived });
    if (outcome.kind === 'stored') return null;
    if (failures === attempts || outcome.kind === 'wrong') return outcome.message;
    tally.retries += 1;
    await wait(backoffMilliseconds(failures, backoff), signal);
    [url = null] = await signUrls(ask, [file.id]);
  }
}

/**
 * Yields files with their URLs. Requests URLs in batches, and a batch only after the previous one was used, because
 * URLs expire within minutes.
 */
async function* withUrls(fetching: Fetching, files: AsyncIterable<WantedFile>, tally: FetchTally) {
  let batch: WantedFile[] = [];
  const signed = async function* () {
    const urls = await signUrls(
      fetching.ask,
      batch.map(({ id }) => id),
    );
    for (const [index, file] of batch.entries()) yield { file, url: urls[index] ?? null };
    batch = [];
  };
  for await (const file of files) {
    if (await isThere(file, fetching)) {
      countPresent(file, tally);
      continue;
    }
    batch.push(file);
    if (batch.length === batchFiles) yield* signed();
  }
  if (batch.length > 0) yield* signed();
}

async function isThere({ path, byteSize, sha256 }: WantedFile, { folder, cache, signal }: Fetching): Promise<boolean> {
  const location = join(folder.root, path);
  // `pull` never creates symbolic links, so an existing link is replaced by the file.
  const found = await lstat(location, { bigint: true }).catch(() => null);
  if (!found?.isFile()) return false;
  const state = fileState(found);
  if (state.byteSize !== byteSize) return false;
  const known = cache.find(path, state);
  if (known !== null) return known === sha256;
  const hashed = await hashFile(location, { signal });
  cache.remember(path, hashed, hashed.sha256);
  return hashed.sha256 === sha256;
}
