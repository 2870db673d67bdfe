import { countUpTo, type TextIndex } from './text-index.ts';

/** Rows of a text that wraps after a number of columns. All rows have the same height, so row numbers are places. */
export class TextRows {
  readonly columnsPerRow: number;
  readonly #index: TextIndex;
  /** Number of rows before each piece. */
  #before = new Float64Array(1_024);
  #pieceCount = 0;
  rowCount = 0;

  /** `Infinity` columns show each piece in one row. */
  constructor(index: TextIndex, columnsPerRow: number) {
    this.#index = index;
    this.columnsPerRow = columnsPerRow;
    this.update();
  }

  /** Counts the rows of the pieces that the index got since. */
  update(): void {
    const { pieceCount } = this.#index;
    if (this.columnsPerRow === Infinity) {
      this.rowCount = pieceCount;
      return;
    }
    if (this.#before.length < pieceCount) {
      const before = new Float64Array(Math.max(pieceCount, this.#before.length * 2));
      before.set(this.#before);
      this.#before = before;
    }
    for (; this.#pieceCount < pieceCount; this.#pieceCount += 1) {
      this.#before[this.#pieceCount] = this.rowCount;
      this.rowCount += Math.max(1, Math.ceil(this.#index.columnsOf(this.#pieceCount) / this.columnsPerRow));
    }
  }

  pieceOf(row: number): number {
    if (this.columnsPerRow === Infinity) return row;
    return Math.max(0, countUpTo(this.#before, this.#pieceCount, row) - 1);
  }

  firstRowOf(piece: number): number {
    return this.columnsPerRow === Infinity ? piece : (this.#before[piece] ?? 0);
  }
}
