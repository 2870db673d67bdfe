import type { TextEncoding } from '#formats/text-encoding.ts';
import { safeCut } from './text-bytes.ts';
import { countUpTo, TextIndex } from './text-index.ts';

/** Reads a range of the file's bytes. */
export type ReadBytes = (start: number, end: number, signal: AbortSignal) => Promise<Uint8Array>;
/** Finds the encoding of a text by its first bytes. Null if they are not text. */
export type FindEncoding = (bytes: Uint8Array) => Promise<TextEncoding | null>;

interface Part {
  byteStart: number;
  byteEnd: number;
  start: number;
}

const firstByteSize = 128 * 1024;
/** Bytes of a request once the first lines are shown. */
const requestByteSize = 4 * 1024 ** 2;
/** Bytes of a part, the unit that is kept or forgotten. */
const partByteSize = 512 * 1024;
/** Number of parts whose text is kept: 32 MB. */
const maxKeptParts = 64;

/**
 * A text file of any size, read from its beginning as far as needed.
 *
 * Keeps an index of everything read, and the text of the parts that were used last. Forgotten parts are read again when
 * they are needed.
 */
export class TextSource {
  readonly byteSize: number;
  readonly index = new TextIndex();
  status: 'loading' | 'ready' | 'failed' | 'binary' = 'loading';
  encoding: TextEncoding | undefined;
  /** Number of bytes that the index covers. */
  byteCount = 0;
  /** Changes with every change, for `useSyncExternalStore`. */
  version = 0;
  readonly #read: ReadBytes;
  readonly #findEncoding: FindEncoding;
  readonly #parts: Part[] = [];
  readonly #partStarts: number[] = [];
  /** Texts of parts by number, the one used last at the end. */
  readonly #texts = new Map<number, string>();
  readonly #loading = new Map<number, Promise<string>>();
  readonly #listeners = new Set<() => void>();
  #controller = new AbortController();
  #rest = new Uint8Array();
  #reading: Promise<void> | undefined;

  constructor(byteSize: number, read: ReadBytes, findEncoding: FindEncoding) {
    this.byteSize = byteSize;
    this.#read = read;
    this.#findEncoding = findEncoding;
    if (byteSize === 0) this.status = 'ready';
  }

  get isWhole(): boolean {
    return this.byteCount >= this.byteSize || this.index.isFull;
  }

  get partCount(): number {
    return this.#parts.length;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getVersion = (): number => this.version;

  /** Allows requests again after `close`. */
  open(): void {
    if (this.#controller.signal.aborted) this.#controller = new AbortController();
  }

  /** Stops all requests. */
  close(): void {
    this.#controller.abort();
  }

  /** Reads on until the condition holds or the text ends. Does not throw: `status` says whether it failed. */
  async readUntil(isEnough: () => boolean): Promise<void> {
    while (!this.isWhole && this.status !== 'binary' && !isEnough()) {
      this.#reading ??= this.#readNext().finally(() => (this.#reading = undefined));
      try {
        await this.#reading;
      } catch {
        if (this.#controller.signal.aborted) return;
        this.status = 'failed';
        this.#notify();
        return;
      }
    }
  }

  /** Forgets a failure, so that the next read tries again. */
  retry(): void {
    this.status = this.byteCount === 0 ? 'loading' : 'ready';
    this.#notify();
  }

  /** Returns the text between two offsets. Undefined while a part of it is loading. */
  slice(start: number, end: number): string | undefined {
    let text = '';
    for (let part = this.partAt(start); part < this.#parts.length; part += 1) {
      const partStart = this.#partStarts[part]!;
      if (partStart >= end) break;
      const partText = this.#texts.get(part);
      if (partText === undefined) {
        this.textOf(part).catch(() => {});
        return undefined;
      }
      text += partText.slice(Math.max(0, start - partStart), end - partStart);
    }
    return text;
  }

  partAt(offset: number): number {
    return Math.max(0, countUpTo(this.#partStarts, this.#partStarts.length, offset) - 1);
  }

  startOfPart(part: number): number {
    return this.#partStarts[part] ?? this.index.length;
  }

  /** Returns the text of a part, which is read again if it was forgotten. */
  async textOf(part: number): Promise<string> {
    const kept = this.#texts.get(part);
    if (kept !== undefined) {
      this.#keep(part, kept);
      return kept;
    }
    const loading = this.#loading.get(part) ?? this.#load(part).finally(() => this.#loading.delete(part));
    this.#loading.set(part, loading);
    return await loading;
  }

  async #load(part: number): Promise<string> {
    const { byteStart, byteEnd } = this.#parts[part]!;
    const text = this.#decode(await this.#read(byteStart, byteEnd, this.#controller.signal), byteStart);
    this.#keep(part, text);
    this.#notify();
    return text;
  }

  async #readNext(): Promise<void> {
    const readCount = this.byteCount + this.#rest.length;
    const end = Math.min(this.byteSize, readCount + (readCount === 0 ? firstByteSize : requestByteSize));
    const read = readCount < end ? await this.#read(readCount, end, this.#controller.signal) : new Uint8Array();
    const bytes = joined(this.#rest, read);
    if (!this.encoding) {
      const encoding = await this.#findEncoding(bytes);
      if (!encoding) {
        this.status = 'binary';
        this.#notify();
        return;
      }
      this.encoding = encoding;
    }
    this.#addParts(bytes, end >= this.byteSize);
    this.status = 'ready';
    this.#notify();
  }

  #addParts(bytes: Uint8Array, isLast: boolean): void {
    let at = 0;
    while (at < bytes.length && !this.index.isFull) {
      const window = bytes.subarray(at, at + partByteSize);
      const isEnd = isLast && at + window.length === bytes.length;
      // The beginning of a part waits for its rest, except where the file ends.
      if (!isEnd && window.length < partByteSize && at > 0) break;
      const cut = isEnd ? window.length : safeCut(window, this.encoding!.label);
      const byteStart = this.byteCount;
      const text = this.#decode(window.subarray(0, cut), byteStart);
      this.#parts.push({ byteStart, byteEnd: byteStart + cut, start: this.index.length });
      this.#partStarts.push(this.index.length);
      this.#keep(this.#parts.length - 1, text);
      this.index.append(text);
      this.byteCount += cut;
      at += cut;
    }
    this.#rest = bytes.slice(at);
  }

  #decode(bytes: Uint8Array, byteStart: number): string {
    const decoder = new TextDecoder(this.encoding!.label, { ignoreBOM: byteStart > 0 });
    return readableLines(decoder.decode(bytes));
  }

  #keep(part: number, text: string): void {
    this.#texts.delete(part);
    this.#texts.set(part, text);
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= maxKeptParts) break;
      this.#texts.delete(oldest);
    }
  }

  #notify(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** Ends every line with `\n` or `\r\n`. Keeps the length, because annotations count characters. */
export function readableLines(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r(?!\n)/g, '\n') : text;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
