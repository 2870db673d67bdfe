import { decodeText } from '../decode-text.ts';
import type { TextEncoding } from '../text-encoding.ts';
import type { TableBytes } from './table-file.ts';
import { UnreadableTable } from './unreadable-table.ts';

/** Size of the first block of a text file. Its encoding and columns are detected in this block. */
const firstByteSize = 256 * 1024;
const partByteSize = 1024 ** 2;
/** Maximum size of one row. */
const maxRowByteSize = 80 * 1024 ** 2;

/** Part of a text file. It ends at a line end or at the end of the file. */
export interface LineBlock {
  start: number;
  bytes: Uint8Array;
  /** Decoded text, in which each line ends with `\n`. */
  text: string;
  isLast: boolean;
}

/** Reads the lines of a text file in blocks, each of which is decoded separately. */
export class LineReader {
  readonly encoding: TextEncoding;
  readonly #bytes: TableBytes;
  readonly #unitSize: 1 | 2;
  readonly #lineEnd: readonly number[];
  readonly #markByteSize: number;

  private constructor(bytes: TableBytes, encoding: TextEncoding, first: Uint8Array) {
    this.#bytes = bytes;
    this.encoding = encoding;
    this.#unitSize = encoding.label.startsWith('utf-16') ? 2 : 1;
    const bytesOf = (unit: number) =>
      this.#unitSize === 1 ? [unit] : encoding.label === 'utf-16be' ? [0, unit] : [unit, 0];
    this.#lineEnd = bytesOf(10);
    // Old Macintosh files end their lines with CR.
    if (this.#findLast(first) < 0) {
      const lineFeed = this.#lineEnd;
      this.#lineEnd = bytesOf(13);
      if (this.#findLast(first) < 0) this.#lineEnd = lineFeed;
    }
    this.#markByteSize = encoding.source === 'BYTE_ORDER_MARK' ? (this.#unitSize === 2 ? 2 : 3) : 0;
  }

  /** Opens a text file. Throws `UnreadableTable` if the file is not text. */
  static async open(bytes: TableBytes, contentType: string): Promise<LineReader> {
    const first = new Uint8Array(await bytes.slice(0, Math.min(firstByteSize, bytes.byteLength)));
    const decoded = await decodeText(first, contentType);
    if (!decoded) throw new UnreadableTable('TABLE_NOT_TEXT');
    if (decoded.encoding.startsWith('utf-32')) throw new UnreadableTable('TABLE_UTF_32');
    return new LineReader(bytes, { label: decoded.encoding, source: decoded.source }, first);
  }

  get byteSize(): number {
    return this.#bytes.byteLength;
  }

  /** Position of the first line, after a byte order mark. */
  get start(): number {
    return Math.min(this.#markByteSize, this.#bytes.byteLength);
  }

  /**
   * Reads whole lines from a position on. `byteSize` is the minimum size. A larger size is needed for a row of many
   * lines.
   */
  async readFrom(start: number, byteSize = start < firstByteSize ? firstByteSize : partByteSize): Promise<LineBlock> {
    for (let size = byteSize; ; size *= 2) {
      const end = Math.min(this.#bytes.byteLength, start + size);
      const bytes = new Uint8Array(await this.#bytes.slice(start, end));
      const isLast = end === this.#bytes.byteLength;
      const lineEnd = isLast ? bytes.byteLength : this.#findLast(bytes);
      if (lineEnd > 0 || isLast) return this.#blockOf(start, bytes.subarray(0, lineEnd), isLast);
      if (size > maxRowByteSize) throw new UnreadableTable('TABLE_ROW_TOO_LONG');
    }
  }

  /** Reads the bytes between two positions, both of which are starts of lines. */
  async readBetween(start: number, end: number): Promise<LineBlock> {
    return this.#blockOf(start, new Uint8Array(await this.#bytes.slice(start, end)), end === this.#bytes.byteLength);
  }

  /** Reads the lines of a block again, together with more lines. Throws `UnreadableTable` if a row is too large. */
  async readLonger({ start, bytes }: LineBlock): Promise<LineBlock> {
    if (bytes.byteLength > maxRowByteSize) throw new UnreadableTable('TABLE_ROW_TOO_LONG');
    return this.readFrom(start, bytes.byteLength * 2);
  }

  /** Returns the position in the file after the first `lineCount` lines of a block. */
  positionAfter({ start, bytes }: LineBlock, lineCount: number): number {
    let at = 0;
    for (let line = 0; line < lineCount; line += 1) at = this.#findNext(bytes, at) + this.#unitSize;
    return start + at;
  }

  #blockOf(start: number, bytes: Uint8Array, isLast: boolean): LineBlock {
    const text = new TextDecoder(this.encoding.label, { ignoreBOM: true }).decode(bytes);
    const isLineFeed = this.#lineEnd.includes(10);
    return { start, bytes, isLast, text: isLineFeed ? text.replaceAll('\r\n', '\n') : text.replaceAll('\r', '\n') };
  }

  /** Returns the position after the last line end, or -1 if there is none. */
  #findLast(bytes: Uint8Array): number {
    const [first = 0, second] = this.#lineEnd;
    for (let at = bytes.length; (at = bytes.lastIndexOf(first, at - 1)) >= 0; ) {
      if (second === undefined) return at + 1;
      if (at % 2 === 0 && bytes[at + 1] === second) return at + 2;
      if (at === 0) break;
    }
    return -1;
  }

  #findNext(bytes: Uint8Array, from: number): number {
    const [first = 0, second] = this.#lineEnd;
    for (let at = from; (at = bytes.indexOf(first, at)) >= 0; at += 1) {
      if (second === undefined || (at % 2 === 0 && bytes[at + 1] === second)) return at;
    }
    return bytes.length - this.#unitSize;
  }
}
