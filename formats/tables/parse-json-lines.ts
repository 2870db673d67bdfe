import { isObject } from '../is-object.ts';
import type { LineBlock } from './line-blocks.ts';
import { nameOfColumn } from './parse-separated.ts';
import { type Cell, type ColumnType, maxColumns, type TableColumn } from './table-file.ts';
import type { ParsedBlock, RowParser } from './table-of-lines.ts';
import { TypeGuess } from './type-guess.ts';
import { UnreadableTable } from './unreadable-table.ts';

/** Name of the column for lines that are neither an object nor a list. */
const valueColumn = 'value';
/** Name of the column for lines that are not valid JSON. */
const invalidColumn = 'not JSON';

interface SeenColumn {
  name: string;
  types: Set<ColumnType>;
  textGuess: TypeGuess;
}

/** Parses one JSON value per line. The members of the objects are the columns. */
export class JsonLines implements RowParser {
  invalidRowCount = 0;
  #hasRows = false;
  readonly #columns: SeenColumn[] = [];
  readonly #indexes = new Map<string, number>();

  get columns(): readonly TableColumn[] {
    return this.#columns.map((column) => ({ name: column.name, type: typeOf(column) }));
  }

  parse({ text }: LineBlock, isFirstTime: boolean): ParsedBlock {
    const lines = text.split('\n');
    const rows: Cell[][] = [];
    for (const line of lines) {
      if (line.trim() === '') continue;
      rows.push(this.#rowOf(line, isFirstTime));
    }
    if (!this.#hasRows && this.invalidRowCount > rows.length / 2) {
      throw new UnreadableTable('TABLE_NOT_JSON');
    }
    this.#hasRows ||= rows.length > 0;
    return { rows, lineCount: text.endsWith('\n') ? lines.length - 1 : lines.length };
  }

  #rowOf(line: string, isFirstTime: boolean): Cell[] {
    const row: Cell[] = [];
    const put = (name: string, value: unknown) => {
      const index = this.#indexOf(name);
      if (index === undefined) return;
      row[index] = value;
      if (isFirstTime) see(this.#columns[index]!, value);
    };
    const parsed = parseJson(line);
    if (!parsed) {
      if (isFirstTime) this.invalidRowCount += 1;
      put(invalidColumn, line);
    } else if (Array.isArray(parsed.value)) {
      for (const [index, value] of parsed.value.entries()) put(nameOfColumn(index), value);
    } else if (isObject(parsed.value)) {
      for (const [name, value] of Object.entries(parsed.value)) put(name, value);
    } else put(valueColumn, parsed.value);
    return row;
  }

  #indexOf(name: string): number | undefined {
    const found = this.#indexes.get(name);
    if (found !== undefined || this.#columns.length >= maxColumns) return found;
    this.#indexes.set(name, this.#columns.length);
    return this.#columns.push({ name, types: new Set(), textGuess: new TypeGuess() }) - 1;
  }
}

function see({ types, textGuess }: SeenColumn, value: unknown): void {
  if (value === null || value === undefined) return;
  if (typeof value === 'string') {
    types.add('TEXT');
    textGuess.add(value);
  } else if (typeof value === 'boolean') types.add('BOOLEAN');
  else if (typeof value === 'bigint') types.add('INTEGER');
  else if (typeof value === 'number') types.add(Number.isInteger(value) ? 'INTEGER' : 'NUMBER');
  else types.add('NESTED');
}

const typesOfTexts: ReadonlySet<ColumnType> = new Set(['DATE', 'TIME', 'TIMESTAMP']);

function typeOf({ types, textGuess }: SeenColumn): ColumnType {
  if (types.has('NESTED')) return 'NESTED';
  const [only, ...others] = types;
  if (others.length > 0) return types.has('TEXT') || types.has('BOOLEAN') ? 'TEXT' : 'NUMBER';
  if (only === 'TEXT' && typesOfTexts.has(textGuess.type)) return textGuess.type;
  return only ?? 'TEXT';
}

/** Parses JSON. Large integers become bigints if the JavaScript engine provides the source text of numbers. */
function parseJson(text: string): { value: unknown } | null {
  try {
    const hasLargeNumber = /\d{16}/.test(text);
    return { value: JSON.parse(text, hasLargeNumber ? keepDigits : undefined) as unknown };
  } catch {
    return null;
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  const isRounded = typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined;
  return isRounded && /^-?\d+$/.test(source) ? BigInt(source) : value;
}
