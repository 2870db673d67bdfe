import { countColumns } from './text-columns.ts';

/** Longest piece of a line that is one unit. Longer lines consist of several. */
export const maxPieceLength = 8_000;

/** Largest number of pieces. Each takes 12 bytes of memory. */
const maxPieces = 10_000_000;

/**
 * Index of a text that is read from its beginning: the starts of its lines, and their columns. Keeps no text.
 *
 * Its unit is the piece: a line, or a part of a long line. Offsets count UTF-16 code units, as annotations do.
 */
export class TextIndex {
  #starts = new Float64Array(1_024);
  #columns = new Uint32Array(1_024);
  /** Pieces that continue the line of the piece before, in order. */
  readonly #continued: number[] = [];
  #isInLine = false;
  pieceCount = 0;
  length = 0;
  maxColumns = 0;

  /** Whether the index cannot take more text. */
  get isFull(): boolean {
    return this.pieceCount >= maxPieces;
  }

  get lineCount(): number {
    return this.pieceCount - this.#continued.length;
  }

  /** Adds the next text. It must not end inside a character. */
  append(text: string): void {
    let start = 0;
    while (start < text.length) {
      const lineEnd = text.indexOf('\n', start);
      const end = lineEnd < 0 ? text.length : lineEnd;
      let cut = Math.min(end, start + maxPieceLength);
      if (cut < end && isLowSurrogate(text, cut)) cut -= 1;
      const isLast = cut === end;
      this.#add(this.length + start, countColumns(withoutCr(text.slice(start, cut))));
      start = isLast && lineEnd >= 0 ? cut + 1 : cut;
      this.#isInLine = !(isLast && lineEnd >= 0);
    }
    this.length += text.length;
  }

  #add(start: number, columns: number): void {
    if (this.pieceCount === this.#starts.length) this.#grow();
    if (this.#isInLine) this.#continued.push(this.pieceCount);
    this.#starts[this.pieceCount] = start;
    this.#columns[this.pieceCount] = columns;
    this.maxColumns = Math.max(this.maxColumns, columns);
    this.pieceCount += 1;
  }

  #grow(): void {
    const starts = new Float64Array(this.#starts.length * 2);
    const columns = new Uint32Array(this.#columns.length * 2);
    starts.set(this.#starts);
    columns.set(this.#columns);
    this.#starts = starts;
    this.#columns = columns;
  }

  /** Offset of the first character of a piece. For the piece after the last one, the length of the text. */
  startOf(piece: number): number {
    return piece < this.pieceCount ? this.#starts[piece]! : this.length;
  }

  columnsOf(piece: number): number {
    return this.#columns[piece]!;
  }

  /** Returns the piece that has the character at an offset. */
  pieceAt(offset: number): number {
    return Math.max(0, countUpTo(this.#starts, this.pieceCount, offset) - 1);
  }

  /** Returns the number of a piece's line, counted from 1. Undefined for a piece that continues a line. */
  lineNumberOf(piece: number): number | undefined {
    const before = countUpTo(this.#continued, this.#continued.length, piece);
    return this.#continued[before - 1] === piece ? undefined : piece - before + 1;
  }

  /** Returns the piece with which a line starts. Lines count from 1. */
  pieceOfLine(line: number): number {
    let low = 0;
    let high = this.pieceCount - 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const lines = middle + 1 - countUpTo(this.#continued, this.#continued.length, middle);
      if (lines >= line) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low);
  }
}

/** Returns how many of the sorted values are at most `value`. */
export function countUpTo(values: ArrayLike<number>, length: number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function withoutCr(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
