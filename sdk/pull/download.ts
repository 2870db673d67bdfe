import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reason } from '../api/api.ts';

export interface Wanted {
  location: string;
  byteSize: number;
  sha256: string;
}

export type DownloadOutcome =
  | { kind: 'stored' }
  /** The address is no longer good. */
  | { kind: 'refused'; message: string }
  | { kind: 'failed'; message: string };

export interface DownloadOptions {
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
  /** Told of bytes as they come; negative when they were in vain. */
  onReceived: (byteSize: number) => void;
}

const silenceMilliseconds = 60_000;

/**
 * Fetches a file into its place: it appears there complete and with the right digest, or not at all. What an attempt
 * leaves unfinished, the next one goes on from.
 */
export async function download(url: string, wanted: Wanted, options: DownloadOptions): Promise<DownloadOutcome> {
  const part = join(dirname(wanted.location), `.${basename(wanted.location)}.part`);
  await mkdir(dirname(wanted.location), { recursive: true });
  const file = await open(part, 'a+');
  let received = 0;
  const receive = (byteSize: number) => {
    received += byteSize;
    options.onReceived(byteSize);
  };
  try {
    const begun = await digestOf(file, wanted.byteSize);
    receive(begun.byteSize);
    const outcome = await fetchRest(url, file, begun, wanted, { ...options, onReceived: receive });
    if (outcome.kind !== 'stored') return outcome;
  } catch (error) {
    options.signal.throwIfAborted();
    return { kind: 'failed', message: reason(error) };
  } finally {
    await file.close();
    if (received !== wanted.byteSize) options.onReceived(-received);
  }
  await rename(part, wanted.location);
  return { kind: 'stored' };
}

interface Begun {
  hash: Hash;
  byteSize: number;
}

/** What an earlier attempt has left. */
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
    const timer = setTimeout(() => silence.abort(new Error('the store fell silent')), silenceMilliseconds);
    try {
      const response = await fetch(url, {
        headers: byteSize > 0 ? { range: `bytes=${byteSize}-` } : {},
        signal: AbortSignal.any([signal, silence.signal]),
      });
      if (!response.ok) {
        await response.body?.cancel();
        const message = `the store answered ${response.status}`;
        return { kind: response.status < 500 && response.status !== 429 ? 'refused' : 'failed', message };
      }
      if (byteSize > 0 && response.status !== 206) {
        await file.truncate(0);
        onReceived(-byteSize);
        [hash, byteSize] = [createHash('sha256'), 0];
      }
      for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        timer.refresh();
        hash.update(chunk);
        await file.appendFile(chunk);
        byteSize += chunk.byteLength;
        onReceived(chunk.byteLength);
      }
    } finally {
      clearTimeout(timer);
    }
  }
  if (byteSize === wanted.byteSize && hash.digest('hex') === wanted.sha256) return { kind: 'stored' };
  if (byteSize < wanted.byteSize) return { kind: 'failed', message: 'the answer ended early' };
  await file.truncate(0); // Nothing can be made of these bytes.
  onReceived(-byteSize);
  return { kind: 'failed', message: 'the bytes are not those of the digest' };
}
