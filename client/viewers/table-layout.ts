import type { TableColumn } from '#formats/tables/table-file.ts';

export const rowHeight = 28;
export const headerHeight = 68;
/** Width of the column of row numbers. */
export const numberWidth = 64;
export const minColumnWidth = 48;
const maxColumnWidth = 320;
const characterWidth = 7.5;
const paddingWidth = 26;

/** Returns the width at which the name and the first texts of a column fit, within limits. */
export function widthOf({ name, type }: TableColumn, texts: readonly (string | null | undefined)[]): number {
  const longest = Math.max(name.length + 2, type.length + 2, ...texts.map((text) => text?.length ?? 4));
  return Math.round(Math.min(maxColumnWidth, Math.max(90, longest * characterWidth + paddingWidth)));
}

/** Returns the left edge of each column and, at the end, the width of all. */
export function edgesOf(widths: readonly number[]): number[] {
  const edges = [0];
  for (const width of widths) edges.push(edges.at(-1)! + width);
  return edges;
}

/** Returns the columns in a viewport, from the first to before the last, and one more on either side. */
export function columnsInView(edges: readonly number[], left: number, width: number): { start: number; end: number } {
  const last = edges.length - 1;
  return {
    start: Math.max(0, columnAt(edges, left) - 1),
    end: Math.min(last, columnAt(edges, left + width) + 2),
  };
}

function columnAt(edges: readonly number[], x: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A selection of cells: the cell where it began, and the one that the keyboard moves. */
export interface Selection {
  anchor: CellPlace;
  active: CellPlace;
}

export interface CellPlace {
  row: number;
  column: number;
}

/** Returns the rectangle of a selection. */
export function rangeOf({ anchor, active }: Selection) {
  return {
    rowStart: Math.min(anchor.row, active.row),
    rowEnd: Math.max(anchor.row, active.row) + 1,
    columnStart: Math.min(anchor.column, active.column),
    columnEnd: Math.max(anchor.column, active.column) + 1,
  };
}

/** Returns the cell that a key leads to. Undefined for keys that do not move. */
export function moveCell(
  { row, column }: CellPlace,
  { key, isWide }: { key: string; isWide: boolean },
  { rowCount, columnCount, pageRows }: { rowCount: number; columnCount: number; pageRows: number },
): CellPlace | undefined {
  const target = placeAfter(key);
  return (
    target && {
      row: Math.max(0, Math.min(target.row, rowCount - 1)),
      column: Math.max(0, Math.min(target.column, columnCount - 1)),
    }
  );

  function placeAfter(pressed: string): CellPlace | undefined {
    switch (pressed) {
      case 'ArrowUp':
        return { row: isWide ? 0 : row - 1, column };
      case 'ArrowDown':
        return { row: isWide ? rowCount : row + 1, column };
      case 'ArrowLeft':
        return { row, column: isWide ? 0 : column - 1 };
      case 'ArrowRight':
        return { row, column: isWide ? columnCount : column + 1 };
      case 'Home':
        return { row: isWide ? 0 : row, column: 0 };
      case 'End':
        return { row: isWide ? rowCount : row, column: columnCount };
      case 'PageUp':
        return { row: row - pageRows, column };
      case 'PageDown':
        return { row: row + pageRows, column };
      default:
        return undefined;
    }
  }
}
