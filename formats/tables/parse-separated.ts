import Papa from 'papaparse';
import type { LineBlock } from './line-blocks.ts';
import { maxColumns, type TableColumn } from './table-file.ts';
import type { ParsedBlock, RowParser } from './table-of-lines.ts';
import { isMissing, TypeGuess, typeOfText } from './type-guess.ts';

/** Number of rows that are used to detect the separator and the header. */
const sampleRowCount = 50;
const separators = [',', ';', '\t', '|'];

/** Parses rows of separated values. The separator and the existence of a header are detected in the first block. */
export class SeparatedRows implements RowParser {
  readonly invalidRowCount = 0;
  readonly #columns: { name: string; guess: TypeGuess }[] = [];
  readonly #firstStart: number;
  #separator: string | undefined;
  #hasHeader = false;

  /** Creates a parser. Without `separator`, it detects the separator. */
  constructor(firstStart: number, separator?: string) {
    this.#firstStart = firstStart;
    this.#separator = separator;
  }

  get columns(): readonly TableColumn[] {
    return this.#columns.map(({ name, guess }) => ({ name, type: guess.type }));
  }

  parse(block: LineBlock, isFirstTime: boolean): ParsedBlock {
    const isFirst = block.start === this.#firstStart;
    this.#separator ??= findSeparator(block.text);
    const parser = new Papa.Parser({ delimiter: this.#separator, newline: '\n', quoteChar: '"', escapeChar: '"' });
    const { data, meta } = parser.parse(block.text, 0, !block.isLast) as Papa.ParseResult<string[]>;
    const rows = data.filter((row) => row.length > 1 || row[0] !== '');
    if (isFirst && isFirstTime && rows.length > 0) {
      this.#hasHeader = hasHeader(rows.slice(0, sampleRowCount));
      if (this.#hasHeader) this.#addColumns(rows[0]!);
    }
    if (isFirst && this.#hasHeader) rows.shift();
    if (isFirstTime) for (const row of rows) this.#look(row);
    return { rows, lineCount: block.isLast ? 0 : countLineEnds(block.text, meta.cursor) };
  }

  #addColumns(header: readonly string[]): void {
    for (const name of header.slice(0, maxColumns)) {
      this.#columns.push({ name: name.trim() || nameOfColumn(this.#columns.length), guess: new TypeGuess() });
    }
  }

  #look(row: readonly string[]): void {
    const count = Math.min(row.length, maxColumns);
    while (this.#columns.length < count) {
      this.#columns.push({ name: nameOfColumn(this.#columns.length), guess: new TypeGuess() });
    }
    for (let index = 0; index < count; index += 1) this.#columns[index]!.guess.add(row[index]!);
  }
}

/** Returns the name of a column without a header. */
export function nameOfColumn(index: number): string {
  return `Column ${index + 1}`;
}

function findSeparator(text: string): string {
  const sample = text.slice(0, 100_000);
  const found = Papa.parse<string[]>(sample, { preview: sampleRowCount, delimitersToGuess: separators }).meta.delimiter;
  // The parser's detection compares the numbers of cells per row, and fails if rows have different lengths.
  const [line = ''] = sample.split('\n', 1);
  return line.includes(found) ? found : separators.toSorted((a, b) => line.split(b).length - line.split(a).length)[0]!;
}

/**
 * Returns whether the first row contains the names of the columns. Either all its cells are words or years, or one is a
 * word above numbers or dates.
 */
function hasHeader([first = [], ...others]: readonly string[][]): boolean {
  const types = first.map(typeOfText);
  const isNamed = first.every((cell, index) => index === 0 || !isMissing(cell));
  const hasWord = first.some((cell, index) => types[index] === 'TEXT' && !isMissing(cell));
  if (!hasWord) return false;
  if (isNamed && first.every((cell, index) => types[index] === 'TEXT' || /^(1[89]|20)\d\d$/.test(cell))) return true;
  return types.some((type, index) => {
    if (type !== 'TEXT' || isMissing(first[index]!)) return false;
    const guess = new TypeGuess();
    for (const row of others) guess.add(row[index] ?? '');
    return guess.type !== 'TEXT';
  });
}

function countLineEnds(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
