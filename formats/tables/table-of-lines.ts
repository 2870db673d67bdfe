import type { TextEncoding } from '../text-encoding.ts';
import type { LineBlock, LineReader } from './line-blocks.ts';
import type { Cell, TableColumn, TableFile } from './table-file.ts';

/** Rows of a block of lines. */
export interface ParsedBlock {
  rows: Cell[][];
  /** Number of lines that these rows occupy. */
  lineCount: number;
}

/** Parser for one format, which converts lines to rows. */
export interface RowParser {
  readonly columns: readonly TableColumn[];
  readonly invalidRowCount: number;
  /** Returns the rows of a block. Omits the last row if the block ends inside it. */
  parse(block: LineBlock, isFirstTime: boolean): ParsedBlock;
}

interface FoundBlock {
  start: number;
  end: number;
  firstRow: number;
  rowCount: number;
}

/**
 * Maximum total size in bytes of the blocks whose rows are in memory. Rows of other blocks are parsed again when they
 * are needed.
 */
const maxKeptByteSize = 64 * 1024 ** 2;

/** Table in a text file, whose rows are lines. */
export class TableOfLines implements TableFile {
  readonly #reader: LineReader;
  readonly #parser: RowParser;
  readonly #blocks: FoundBlock[] = [];
  /** Rows by block, the least recently used first. */
  readonly #kept = new Map<FoundBlock, Cell[][]>();
  #keptByteSize = 0;
  #end: number;
  #finding: Promise<void> | undefined;

  constructor(reader: LineReader, parser: RowParser) {
    this.#reader = reader;
    this.#parser = parser;
    this.#end = reader.start;
  }

  get columns(): readonly TableColumn[] {
    return this.#parser.columns;
  }
  get invalidRowCount(): number {
    return this.#parser.invalidRowCount;
  }
  get encoding(): TextEncoding {
    return this.#reader.encoding;
  }
  get isComplete(): boolean {
    return this.#end >= this.#reader.byteSize;
  }
  get foundShare(): number {
    return this.isComplete ? 1 : this.#end / this.#reader.byteSize;
  }
  get foundRowCount(): number {
    const last = this.#blocks.at(-1);
    return last ? last.firstRow + last.rowCount : 0;
  }

  findMore(): Promise<void> {
    this.#finding ??= this.#findNext().finally(() => (this.#finding = undefined));
    return this.#finding;
  }

  async read(start: number, end: number, columns: readonly number[]): Promise<Cell[][]> {
    const cells: Cell[][] = [];
    for (let index = this.#indexOf(start); index < this.#blocks.length; index += 1) {
      const block = this.#blocks[index]!;
      if (block.firstRow >= end) break;
      const rows = await this.#rowsOf(block);
      for (const row of rows.slice(Math.max(0, start - block.firstRow), end - block.firstRow)) {
        cells.push(columns.map((column) => row[column]));
      }
    }
    return cells;
  }

  async #findNext(): Promise<void> {
    if (this.isComplete) return;
    let block = await this.#reader.readFrom(this.#end);
    let parsed = this.#parser.parse(block, true);
    while (parsed.rows.length === 0 && parsed.lineCount === 0 && !block.isLast) {
      block = await this.#reader.readLonger(block);
      parsed = this.#parser.parse(block, true);
    }
    const end = block.isLast ? this.#reader.byteSize : this.#reader.positionAfter(block, parsed.lineCount);
    const found = { start: this.#end, end, firstRow: this.foundRowCount, rowCount: parsed.rows.length };
    this.#end = end;
    this.#blocks.push(found);
    this.#keep(found, parsed.rows);
  }

  async #rowsOf(block: FoundBlock): Promise<Cell[][]> {
    const kept = this.#kept.get(block);
    if (kept) {
      this.#kept.delete(block);
      this.#kept.set(block, kept);
      return kept;
    }
    const { rows } = this.#parser.parse(await this.#reader.readBetween(block.start, block.end), false);
    this.#keep(block, rows);
    return rows;
  }

  #keep(block: FoundBlock, rows: Cell[][]): void {
    this.#kept.set(block, rows);
    this.#keptByteSize += block.end - block.start;
    for (const oldest of this.#kept.keys()) {
      if (this.#keptByteSize <= maxKeptByteSize || oldest === block) break;
      this.#kept.delete(oldest);
      this.#keptByteSize -= oldest.end - oldest.start;
    }
  }

  /** Returns the index of the block that contains a row. */
  #indexOf(row: number): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { firstRow, rowCount } = this.#blocks[middle]!;
      if (firstRow + rowCount <= row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
