import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { TableFailed, type TableFailure, type TableReader } from './table-client.ts';
import type { CellRange, ColumnFigures } from './table-messages.ts';

const rowsOfPage = 64;
const columnsOfPage = 6;
const maxPages = 120;

type Page = (string | null)[][] | 'waiting';
type FigurePages = Map<number, ColumnFigures[] | 'waiting'>;

/** Figures of the columns of each table. They stay when the rows get another order. */
const figuresOfTables = new WeakMap<TableReader, FigurePages>();

/** Cells of a table in one order of its rows, loaded in pages. */
class CellStore {
  readonly #reader: TableReader;
  readonly arrangement: number;
  readonly #pages = new Map<string, Page>();
  readonly #figures: FigurePages;
  readonly #listeners = new Set<() => void>();
  #version = 0;
  #failure: TableFailure | undefined;

  constructor(reader: TableReader, arrangement: number) {
    this.#reader = reader;
    this.arrangement = arrangement;
    this.#figures = figuresOfTables.get(reader) ?? new Map();
    figuresOfTables.set(reader, this.#figures);
  }

  get failure(): TableFailure | undefined {
    return this.#failure;
  }

  version = (): number => this.#version;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Returns the text of a cell. Null for a missing value, undefined until it is loaded. */
  textOf = (row: number, column: number): string | null | undefined => {
    const page = this.#pages.get(`${startOf(row, rowsOfPage)}:${startOf(column, columnsOfPage)}`);
    if (page === undefined || page === 'waiting') return undefined;
    const cells = page[row % rowsOfPage];
    return cells && (cells[column % columnsOfPage] ?? null);
  };

  figuresOf = (column: number): ColumnFigures | undefined => {
    const page = this.#figures.get(startOf(column, columnsOfPage));
    return page === undefined || page === 'waiting' ? undefined : page[column % columnsOfPage];
  };

  /** Loads the cells of a range, then the figures of its columns. */
  async load({ rowStart, rowEnd, columnStart, columnEnd }: CellRange): Promise<void> {
    if (this.#failure) return;
    const rows = pagesOf(rowStart, rowEnd, rowsOfPage);
    const columns = pagesOf(columnStart, columnEnd, columnsOfPage);
    await Promise.all(rows.flatMap((row) => columns.map((column) => this.#loadPage(row, column, rowEnd))));
    for (const column of columns) await this.#loadFigures(column);
  }

  retry = (): void => {
    this.#failure = undefined;
    this.#change();
  };

  async #loadPage(row: number, column: number, rowEnd: number): Promise<void> {
    const key = `${row}:${column}`;
    const before = this.#pages.get(key);
    // A page at the end of the rows is loaded again when more rows are found.
    if (before === 'waiting' || (before && before.length >= Math.min(rowsOfPage, rowEnd - row))) return;
    if (!before) this.#pages.set(key, 'waiting');
    const part = { rowStart: row, rowEnd: row + rowsOfPage, columnStart: column, columnEnd: column + columnsOfPage };
    try {
      const cells = await this.#reader.ask('read', part);
      this.#pages.delete(key);
      this.#pages.set(key, cells);
      if (this.#pages.size > maxPages) this.#pages.delete(this.#pages.keys().next().value!);
    } catch (error) {
      this.#pages.delete(key);
      this.#failure = error instanceof TableFailed ? error.fault : 'UNKNOWN';
    }
    this.#change();
  }

  async #loadFigures(column: number): Promise<void> {
    if (this.#figures.has(column)) return;
    this.#figures.set(column, 'waiting');
    try {
      const input = { columnStart: column, columnEnd: column + columnsOfPage };
      this.#figures.set(column, await this.#reader.ask('figures', input));
    } catch {
      // Without figures, the cells still tell what they have.
      this.#figures.delete(column);
    }
    this.#change();
  }

  #change(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** Loads the cells of a range and the figures of its columns. `arrangement` is the number of the order of the rows. */
export function useTableCells(reader: TableReader, arrangement: number, range: CellRange): CellStore {
  const store = useMemo(() => new CellStore(reader, arrangement), [reader, arrangement]);
  useSyncExternalStore(store.subscribe, store.version);
  const { rowStart, rowEnd, columnStart, columnEnd } = range;
  const { failure } = store;
  useEffect(() => {
    if (!failure) void store.load({ rowStart, rowEnd, columnStart, columnEnd });
  }, [store, failure, rowStart, rowEnd, columnStart, columnEnd]);
  return store;
}

const startOf = (index: number, size: number) => index - (index % size);

function pagesOf(start: number, end: number, size: number): number[] {
  const pages: number[] = [];
  for (let page = startOf(start, size); page < end; page += size) pages.push(page);
  return pages;
}
