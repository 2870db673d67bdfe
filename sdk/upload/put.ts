import { Readable } from 'node:stream';
import { reason } from '../api/api.ts';
import { readBody } from '../api/read-body.ts';
import type { FileState } from '../hash/file-state.ts';
import { type OpenFile, openFile } from '../hash/open-file.ts';
import { maxTransferMilliseconds } from '../streams/transfer-time.ts';

/** Range of bytes of a file, or the whole file. */
export interface Piece extends FileState {
  location: string;
  start: number;
  /** End of the range, exclusive. */
  end: number;
}

export interface Address {
  url: string;
  headers: readonly { name: string; value: string }[];
}

/** Result of one attempt. */
export type PutOutcome =
  | { kind: 'stored' }
  /** Outcome if the URL has expired or was never valid. */
  | { kind: 'refused'; message: string }
  /**
   * Outcome if the sent bytes have another SHA-256 than declared. Either the file or the bytes in transit have changed.
   */
  | { kind: 'wrongBytes'; message: string }
  | { kind: 'changed' }
  /** Outcome if the network or the store has failed. Another attempt may succeed. */
  | { kind: 'failed'; message: string };

const heldByteSize = 1024 ** 2;
const chunkByteSize = 256 * 1024;
const answerByteSize = 64 * 1024;

export interface PutOptions {
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
  /**
   * Function that receives the number of bytes of each chunk. The number is negative if an attempt failed and its bytes
   * do not count.
   */
  onSent: (byteSize: number) => void;
}

/** Sends a range of a file in one PUT. Does not send it if the file has changed since it was hashed. */
export async function put(piece: Piece, address: Address, options: PutOptions): Promise<PutOutcome> {
  let sent = 0;
  let isOver = false;
  // Ignores bytes that `fetch` reads after the request has ended.
  const onSent = (byteSize: number) => {
    if (isOver) return;
    sent += byteSize;
    options.onSent(byteSize);
  };
  let stored = false;
  try {
    const outcome = await attempt(piece, address, { ...options, onSent });
    stored = outcome.kind === 'stored';
    return outcome;
  } finally {
    isOver = true;
    options.onSent(stored ? piece.end - piece.start - sent : -sent);
  }
}

async function attempt(piece: Piece, { url, headers }: Address, { fetch, signal, onSent }: PutOptions) {
  const byteSize = piece.end - piece.start;
  const file = await openFile(piece.location).catch(() => null);
  if (!file) return { kind: 'changed' } as const;
  try {
    const unchanged = () => file.state().stamp === piece.stamp;
    if (!unchanged()) return { kind: 'changed' } as const;
    const limit = AbortSignal.timeout(maxTransferMilliseconds(byteSize));
    const body = byteSize <= heldByteSize ? await readAll(file, piece) : stream(file, piece, onSent);
    const request: RequestInit = {
      method: 'PUT',
      redirect: 'error',
      headers: headersFor(headers, body),
      body,
      signal: AbortSignal.any([signal, limit]),
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    };
    const response = await fetch(url, request);
    const text = await readBody(response, answerByteSize);
    const outcome = judge(response.status, text);
    return outcome.kind === 'wrongBytes' && !unchanged() ? ({ kind: 'changed' } as const) : outcome;
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'failed', message: reason(error) } as const;
  } finally {
    file.close();
  }
}

/**
 * Returns the headers of a request. Omits `Content-Length` for bytes in memory, because `fetch` adds it and would send
 * it twice.
 */
function headersFor(headers: Address['headers'], body: BodyInit): [string, string][] {
  const all = headers.map(({ name, value }): [string, string] => [name.toLowerCase(), value]);
  return body instanceof ReadableStream ? all : all.filter(([name]) => name !== 'content-length');
}

async function readAll(file: OpenFile, { start, end }: Piece): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  while (filled < bytes.byteLength) {
    const byteSize = await file.read(bytes.subarray(filled), start + filled);
    if (byteSize === 0) throw new Error('the file became shorter during the upload');
    filled += byteSize;
  }
  return bytes;
}

function stream(file: OpenFile, { start, end }: Piece, onSent: (byteSize: number) => void): BodyInit {
  async function* counted() {
    for (let at = start; at < end; ) {
      const chunk = new Uint8Array(Math.min(chunkByteSize, end - at));
      const byteSize = await file.read(chunk, at);
      if (byteSize === 0) return; // The file has become shorter. The store refuses fewer bytes than declared.
      at += byteSize;
      yield chunk.subarray(0, byteSize);
      onSent(byteSize);
    }
  }
  return Readable.toWeb(Readable.from(counted(), { objectMode: false })) as ReadableStream<Uint8Array>;
}

/** Returns the outcome for a response of the store, from its status and the error code in its XML. */
function judge(status: number, xml: string): PutOutcome {
  if (status >= 200 && status < 300) return { kind: 'stored' };
  // The object key belongs to exactly these bytes and already exists. So an earlier attempt was successful, and its
  // response was lost.
  if (status === 412) return { kind: 'stored' };
  const code = /<Code>([^<]{1,100})<\/Code>/.exec(xml)?.[1] ?? '';
  const said = /<Message>([^<]{1,300})<\/Message>/.exec(xml)?.[1] ?? '';
  const message = `the object store returned HTTP ${status}${code && ` ${code}`}${said && `: ${said}`}`;
  if (/BadDigest|ChecksumMismatch|InvalidDigest|ContentSHA256Mismatch/i.test(code))
    return { kind: 'wrongBytes', message };
  if (status >= 500 || [400, 408, 409, 429].includes(status)) return { kind: 'failed', message };
  return { kind: 'refused', message };
}
