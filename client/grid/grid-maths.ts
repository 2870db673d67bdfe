/** Settings that determine the positions of the tiles. Sizes are CSS pixels. */
export interface GridSettings {
  itemCount: number;
  width: number;
  viewportHeight: number;
  /** Minimum width of a tile. There are as many columns as fit, or one without a minimum: a list. */
  minTileWidth?: number;
  /** Returns the height of a tile for its width. */
  tileHeight: (tileWidth: number) => number;
  gap: number;
  padding: number;
  devicePixelRatio: number;
}

export interface GridLayout {
  itemCount: number;
  columns: number;
  rows: number;
  tileWidth: number;
  tileHeight: number;
  rowHeight: number;
  padding: number;
  viewportHeight: number;
  /** Height of all rows together. */
  contentHeight: number;
  /**
   * Height of the scrolling element. Smaller than the content if there are more rows than a browser can show in one
   * element.
   */
  spacerHeight: number;
  /** Pixels of content for each pixel of the scrollbar. 1 unless the content is higher than the spacer. */
  ratio: number;
}

// Blink limits a box to 33,554,432 device pixels. Below both limits no browser limits it, at any zoom.
const maxSpacerHeight = (devicePixelRatio: number) => Math.min(15_000_000, 30_000_000 / devicePixelRatio);

export function layOutGrid(settings: GridSettings): GridLayout {
  const { itemCount, viewportHeight, gap, padding } = settings;
  const inner = Math.max(1, settings.width - 2 * padding);
  const columns = settings.minTileWidth ? Math.max(1, Math.floor((inner + gap) / (settings.minTileWidth + gap))) : 1;
  const tileWidth = Math.floor((inner - gap * (columns - 1)) / columns);
  const tileHeight = settings.tileHeight(tileWidth);
  const rowHeight = tileHeight + gap;
  const rows = Math.ceil(itemCount / columns);
  const contentHeight = rows === 0 ? 0 : rows * rowHeight - gap + 2 * padding;
  const spacerHeight = Math.min(contentHeight, maxSpacerHeight(settings.devicePixelRatio));
  const ratio =
    contentHeight > spacerHeight ? (contentHeight - viewportHeight) / Math.max(1, spacerHeight - viewportHeight) : 1;
  const tile = { tileWidth, tileHeight, rowHeight };
  return { ...tile, itemCount, columns, rows, padding, viewportHeight, contentHeight, spacerHeight, ratio };
}

export interface RowRange {
  first: number;
  /** Last row. One less than the first if the range is empty. */
  last: number;
}

/** Returns the rows with tiles in the viewport at an offset into the content, plus `overscan` rows on either side. */
export function rowsInView(layout: GridLayout, offset: number, overscan = 0): RowRange {
  const { rowHeight, tileHeight, padding, rows, viewportHeight } = layout;
  // A row counts only if its tiles are in the viewport, not only the gap below them.
  const first = Math.floor((offset - padding - tileHeight) / rowHeight) + 1 - overscan;
  const last = Math.ceil((offset + viewportHeight - padding) / rowHeight) - 1 + overscan;
  return { first: Math.max(0, Math.min(first, rows - 1)), last: Math.min(last, rows - 1) };
}

/** A place in a grid that is valid at any width: an item, and the number of pixels of its row above the viewport. */
export interface GridPlace {
  index: number;
  pixels: number;
}

export function placeAt(layout: GridLayout, offset: number): GridPlace {
  const row = Math.max(0, Math.min(Math.floor(offset / layout.rowHeight), layout.rows - 1));
  return { index: row * layout.columns, pixels: offset - row * layout.rowHeight };
}

/** Returns the offset of a place. The first row begins below the padding, so row and offset differ by the padding. */
export function offsetOf(layout: GridLayout, { index, pixels }: GridPlace): number {
  const row = Math.floor(index / layout.columns);
  return clampOffset(layout, row * layout.rowHeight + Math.min(pixels, layout.rowHeight - 1));
}

/** Returns the items of a range of rows, both ends included. */
export function itemsOf(layout: GridLayout, range: RowRange): { firstIndex: number; lastIndex: number } {
  return {
    firstIndex: range.first * layout.columns,
    lastIndex: Math.min(layout.itemCount, (range.last + 1) * layout.columns) - 1,
  };
}

export function rowTop(layout: GridLayout, row: number): number {
  return layout.padding + row * layout.rowHeight;
}

export function clampOffset(layout: GridLayout, offset: number): number {
  return Math.max(0, Math.min(offset, layout.contentHeight - layout.viewportHeight));
}

/** Returns the offset that shows a row with the least scrolling. */
export function offsetShowing(layout: GridLayout, offset: number, index: number): number {
  const top = rowTop(layout, Math.floor(index / layout.columns));
  const bottom = top + layout.tileHeight;
  if (top - layout.padding < offset) return clampOffset(layout, top - layout.padding);
  if (bottom + layout.padding > offset + layout.viewportHeight) {
    return clampOffset(layout, bottom + layout.padding - layout.viewportHeight);
  }
  return offset;
}

export type GridMove = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'pageUp' | 'pageDown' | 'next' | 'previous';

/** Returns the item that a keyboard move leads to. */
export function moveFrom(layout: GridLayout, index: number, move: GridMove): number {
  const { columns, itemCount } = layout;
  const page = columns * Math.max(1, Math.floor(layout.viewportHeight / layout.rowHeight));
  // A step down from the last full row goes to the last item, if the last row is shorter.
  const down = (by: number) =>
    index + by < itemCount || Math.floor(index / columns) === layout.rows - 1 ? index + by : itemCount - 1;
  const target = {
    left: index - 1,
    previous: index - 1,
    right: index + 1,
    next: index + 1,
    up: index - columns < 0 ? index : index - columns,
    down: down(columns) < itemCount ? down(columns) : index,
    home: 0,
    end: itemCount - 1,
    pageUp: index - page < 0 ? index % columns : index - page,
    pageDown: Math.min(index + page, itemCount - 1),
  }[move];
  return Math.max(0, Math.min(target, itemCount - 1));
}
