import type { Cell, ColumnType, TableFile } from '#formats/tables/table-file.ts';
import { jsonOfCell, textOfCell } from '#formats/tables/text-of-cell.ts';
import { isMissing } from '#formats/tables/type-guess.ts';
import { figuresOf } from './table-figures.ts';
import type { Arrangement, CellRange, ColumnFigures, CopyFormat, TableState, WholeCell } from './table-messages.ts';

/** Maximum size of a file that is sorted and filtered, because that needs all of it in memory. */
export const maxArrangedByteSize = 50_000_000;
const maxUncompressedByteSize = 250_000_000;
const maxArrangedCells = 20_000_000;
/** Maximum length of the text that a cell of the grid shows. */
const maxShownLength = 300;
const maxDetailLength = 2_000_000;
export const maxCopiedLength = 20_000_000;
const sampledRowCount = 1_000;

const isNumeric: Record<ColumnType, boolean> = {
  BOOLEAN: false,
  INTEGER: true,
  NUMBER: true,
  DATE: false,
  TIME: false,
  TIMESTAMP: false,
  TEXT: false,
  BINARY: false,
  NESTED: false,
};

/** A table as the grid shows it: rows in an order of the user, with texts of a limited length. */
export class TableView {
  readonly #table: TableFile;
  readonly #byteSize: number;
  /** All rows, once the table is sorted or filtered. */
  #all: Cell[][] | undefined;
  /** Rows in the order of the user. */
  #order: Uint32Array | undefined;
  /** Number of the latest call of `arrange`. */
  #arrangement = 0;

  constructor(table: TableFile, byteSize: number) {
    this.#table = table;
    this.#byteSize = byteSize;
  }

  get state(): TableState {
    const { columns, foundRowCount, isComplete, foundShare, encoding, invalidRowCount } = this.#table;
    const shownRowCount = this.#order?.length ?? foundRowCount;
    const { canArrange } = this;
    return { columns, foundRowCount, shownRowCount, isComplete, foundShare, encoding, invalidRowCount, canArrange };
  }

  get canArrange(): boolean {
    const { uncompressedByteSize = 0, foundRowCount, columns } = this.#table;
    return (
      this.#byteSize <= maxArrangedByteSize &&
      uncompressedByteSize <= maxUncompressedByteSize &&
      foundRowCount * columns.length <= maxArrangedCells
    );
  }

  findMore(): Promise<void> {
    return this.#table.findMore();
  }

  async read(range: CellRange): Promise<(string | null)[][]> {
    const cells = await this.#cells(range);
    return cells.map((row) => row.map((cell) => shorten(textOfCell(cell), maxShownLength)));
  }

  async cell(row: number, column: number): Promise<WholeCell> {
    const [[cell] = []] = await this.#cells({
      rowStart: row,
      rowEnd: row + 1,
      columnStart: column,
      columnEnd: column + 1,
    });
    const isNested = typeof cell === 'object' && cell !== null && !(cell instanceof Uint8Array);
    const text = isNested ? jsonOfCell(cell, 2) : (textOfCell(cell) ?? '');
    return { text: text.slice(0, maxDetailLength), isNested, isCut: text.length > maxDetailLength };
  }

  /** Returns cells with the names of their columns as CSV or TSV. Null if that is too much for the clipboard. */
  async copy(range: CellRange, format: CopyFormat): Promise<string | null> {
    const separator = format === 'CSV' ? ',' : '\t';
    const names = this.#table.columns.slice(range.columnStart, range.columnEnd).map(({ name }) => name);
    const isOne = range.rowEnd - range.rowStart === 1 && names.length === 1;
    const lines = isOne ? [] : [names.map((name) => quoted(name, separator)).join(separator)];
    let length = 0;
    for (let start = range.rowStart; start < range.rowEnd; start += 1_000) {
      const part = await this.#cells({ ...range, rowStart: start, rowEnd: Math.min(range.rowEnd, start + 1_000) });
      for (const row of part) {
        const texts = row.map((cell) => textOfCell(cell) ?? '');
        const line = isOne ? texts.join('') : texts.map((text) => quoted(text, separator)).join(separator);
        length += line.length + 1;
        if (length > maxCopiedLength) return null;
        lines.push(line);
      }
    }
    return lines.join('\n');
  }

  /** Sorts and filters the rows. Reads the whole table first. A later call replaces one that still reads. */
  async arrange({ sort, filter }: Arrangement): Promise<void> {
    const arrangement = (this.#arrangement += 1);
    if (!sort && !filter) {
      this.#order = undefined;
      return;
    }
    while (!this.#table.isComplete) await this.#table.findMore();
    if (!this.canArrange) return;
    const columns = [...this.#table.columns.keys()];
    this.#all ??= await this.#table.read(0, this.#table.foundRowCount, columns);
    if (arrangement !== this.#arrangement) return;
    const all = this.#all;
    let rows = Array.from(all.keys());
    if (filter) {
      const fits = conditionOf(filter.text);
      rows = rows.filter((row) => {
        const cells = filter.column === null ? all[row]! : [all[row]![filter.column]];
        return cells.some((cell) => fits(textOfCell(cell) ?? ''));
      });
    }
    if (sort) rows = sorted(rows, all, sort.column, this.#table.columns[sort.column]!.type, sort.isDescending);
    this.#order = Uint32Array.from(rows);
  }

  /** Returns figures of columns from the first rows. */
  async figures(columnStart: number, columnEnd: number): Promise<ColumnFigures[]> {
    const columns = this.#table.columns.slice(columnStart, columnEnd);
    const rowEnd = Math.min(sampledRowCount, this.#table.foundRowCount);
    const rows = await this.#table.read(
      0,
      rowEnd,
      columns.map((_, index) => columnStart + index),
    );
    return columns.map(({ type }, index) =>
      figuresOf(
        rows.map((row) => textOfCell(row[index])),
        type,
      ),
    );
  }

  async #cells({ rowStart, rowEnd, columnStart, columnEnd }: CellRange): Promise<Cell[][]> {
    const end = Math.min(columnEnd, this.#table.columns.length);
    const columns = Array.from({ length: Math.max(0, end - columnStart) }, (_, index) => columnStart + index);
    if (!this.#order) return this.#table.read(rowStart, rowEnd, columns);
    return Array.from(this.#order.subarray(rowStart, rowEnd), (row) =>
      columns.map((column) => this.#all![row]![column]),
    );
  }
}

/** Returns a text that is not longer than `length`, with a sign where it is cut. */
function shorten(text: string | null, length: number): string | null {
  return text !== null && text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Quotes a value as spreadsheets expect it. */
function quoted(text: string, separator: string): string {
  return text.includes('"') || text.includes('\n') || text.includes('\r') || text.includes(separator)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

/** Returns the condition that a filter describes: a comparison such as `>= 10`, or a part of the text. */
export function conditionOf(filter: string): (text: string) => boolean {
  const [, operator, operand = ''] = /^\s*(>=|<=|>|<|=)\s*(.*?)\s*$/.exec(filter) ?? [];
  if (operator === undefined) {
    const part = filter.trim().toLocaleLowerCase();
    return (text) => text.toLocaleLowerCase().includes(part);
  }
  const number = operand === '' ? Number.NaN : Number(operand);
  const compare = (text: string) => {
    if (!Number.isNaN(number)) return text.trim() === '' ? Number.NaN : Number(text) - number;
    return text === operand ? 0 : text < operand ? -1 : 1;
  };
  const holds: Record<string, (difference: number) => boolean> = {
    '>=': (difference) => difference >= 0,
    '<=': (difference) => difference <= 0,
    '>': (difference) => difference > 0,
    '<': (difference) => difference < 0,
    '=': (difference) => difference === 0,
  };
  return (text) => holds[operator]!(compare(text));
}

/** Returns rows by a column. Missing values are last in both directions. */
function sorted(
  rows: readonly number[],
  all: readonly Cell[][],
  column: number,
  type: ColumnType,
  isDescending: boolean,
): number[] {
  const keyed = rows.map((row) => {
    const text = textOfCell(all[row]![column]) ?? '';
    if (!isNumeric[type]) return { row, key: text === '' ? null : text };
    const number = isMissing(text) ? Number.NaN : Number(text);
    return { row, key: Number.isNaN(number) ? null : number };
  });
  const sign = isDescending ? -1 : 1;
  return keyed
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === b.key ? a.row - b.row : a.key === null ? 1 : -1;
      return a.key === b.key ? a.row - b.row : a.key < b.key ? -sign : sign;
    })
    .map(({ row }) => row);
}
