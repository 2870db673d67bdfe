import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reason } from '../api/api.ts';
import { VitrineError } from '../errors.ts';
import { maxTransferMilliseconds, silenceMilliseconds } from '../streams/transfer-time.ts';
import { keepRegularFile, type PullFolder } from './pull-folder.ts';

export interface Wanted {
  /** Path in the folder. */
  path: string;
  byteSize: number;
  sha256: string;
}

export type DownloadOutcome =
  | { kind: 'stored' }
  /** Outcome if the URL has expired. */
  | { kind: 'refused'; message: string }
  /** Outcome if the content from the store differs from the declared SHA-256. Another attempt would not help. */
  | { kind: 'wrong'; message: string }
  | { kind: 'failed'; message: string };

export interface DownloadOptions {
  folder: PullFolder;
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
  /**
   * Function that receives the number of bytes of each chunk. The number is negative if an attempt failed and its bytes
   * do not count.
   */
  onReceived: (byteSize: number) => void;
}

/**
 * Downloads a file. It appears at its path only when it is complete and its SHA-256 is correct. Never writes more bytes
 * than declared. The next attempt continues after the bytes that have arrived.
 */
export async function download(url: string, wanted: Wanted, options: DownloadOptions): Promise<DownloadOutcome> {
  const { folder } = options;
  let received = 0;
  const receive = (byteSize: number) => {
    received += byteSize;
    options.onReceived(byteSize);
  };
  try {
    const part = partOf(await folder.prepare(wanted.path));
    await keepRegularFile(part);
    const file = await open(part, partFlags, 0o666);
    try {
      const begun = await digestOf(file, wanted.byteSize);
      receive(begun.byteSize);
      const outcome = await fetchRest(url, file, begun, wanted, { ...options, onReceived: receive });
      if (outcome.kind !== 'stored') return outcome;
    } finally {
      await file.close();
      if (received !== wanted.byteSize) options.onReceived(-received);
    }
    await folder.place(part, wanted.path);
    return { kind: 'stored' };
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof VitrineError) return { kind: 'wrong', message: error.message };
    return { kind: 'failed', message: reason(error) };
  }
}

/** Returns the path for the incomplete file. It is in the same folder, so that a later run can continue. */
function partOf(location: string): string {
  return join(dirname(location), `.${basename(location)}.part`);
}

/**
 * Flags to open a file for reading and appending, without following a link. Windows lacks the flag O_NOFOLLOW, but
 * links need special rights there.
 */
const partFlags = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

interface Begun {
  hash: Hash;
  byteSize: number;
}

/** Hashes the bytes that an earlier attempt downloaded. Discards them if they are more than `most`. */
async function digestOf(file: FileHandle, most: number): Promise<Begun> {
  const hash = createHash('sha256');
  const { size } = await file.stat();
  if (size > most) await file.truncate(0);
  if (size > most || size === 0) return { hash, byteSize: 0 };
  for await (const chunk of file.createReadStream({ start: 0, end: size - 1, autoClose: false })) {
    hash.update(chunk as Buffer);
  }
  return { hash, byteSize: size };
}

async function fetchRest(
  url: string,
  file: FileHandle,
  begun: Begun,
  wanted: Wanted,
  { fetch, signal, onReceived }: DownloadOptions,
): Promise<DownloadOutcome> {
  let { hash, byteSize } = begun;
  if (byteSize < wanted.byteSize || wanted.byteSize === 0) {
    const silence = new AbortController();
    const timer = setTimeout(
      () => silence.abort(new Error('the object store stopped sending data')),
      silenceMilliseconds,
    );
    const rest = wanted.byteSize - byteSize;
    const patience = AbortSignal.timeout(maxTransferMilliseconds(rest));
    try {
      const response = await fetch(url, {
        // The length of compressed content would differ from the declared size.
        headers: { 'accept-encoding': 'identity', ...(byteSize > 0 && { range: `bytes=${byteSize}-` }) },
        redirect: 'error',
        signal: AbortSignal.any([signal, silence.signal, patience]),
      });
      if (!response.ok) {
        await response.body?.cancel();
        const message = `the object store returned HTTP ${response.status}`;
        return { kind: response.status < 500 && response.status !== 429 ? 'refused' : 'failed', message };
      }
      if (byteSize > 0 && response.status !== 206) {
        await file.truncate(0);
        onReceived(-byteSize);
        [hash, byteSize] = [createHash('sha256'), 0];
      }
      for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        timer.refresh();
        if (byteSize + chunk.byteLength > wanted.byteSize) {
          await file.truncate(0);
          onReceived(-byteSize);
          return { kind: 'wrong', message: `the store sent more than the ${wanted.byteSize} bytes that were declared` };
        }
        hash.update(chunk);
        await file.appendFile(chunk);
        byteSize += chunk.byteLength;
        onReceived(chunk.byteLength);
      }
    } finally {
      clearTimeout(timer);
    }
  }
  if (byteSize < wanted.byteSize) return { kind: 'failed', message: 'the response ended early' };
  if (hash.digest('hex') === wanted.sha256) return { kind: 'stored' };
  await file.truncate(0); // These bytes cannot be continued.
  onReceived(-byteSize);
  return { kind: 'failed', message: 'the downloaded bytes have a different SHA-256' };
}
