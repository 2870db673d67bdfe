import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { asGrid } from '../ui/as-grid.ts';
import styles from './grid.module.css';
import {
  type GridLayout,
  type GridMove,
  type GridPlace,
  itemsOf,
  layOutGrid,
  moveFrom,
  rowsInView,
} from './grid-maths.ts';
import { useBoxSize } from './use-box-size.ts';
import { useGridScroll } from './use-grid-scroll.ts';

export interface TileProps {
  index: number;
  /** Whether the keyboard is here. */
  isActive: boolean;
}

export interface GridHandle {
  focus: (index: number) => void;
  show: (index: number) => void;
}

export interface GridProps {
  /** What the grid lists, for screen readers. */
  label: string;
  itemCount: number;
  /** The narrowest a tile may be; undefined makes one column. */
  minTileWidth?: number;
  tileHeight: (tileWidth: number) => number;
  gap?: number;
  padding?: number;
  /** Draws a tile. Links and buttons in it take `tabIndex={-1}`: the cell has the focus, and Enter presses the first. */
  renderTile: (tile: TileProps) => ReactNode;
  /** The place at which the grid begins, as a link or the way back says. */
  start?: GridPlace;
  /** Called with the first and the last item that are drawn. */
  onRange?: (drawn: { firstIndex: number; lastIndex: number }) => void;
  /** Called with the items in the viewport and the exact place, while the grid scrolls. */
  onMove?: (seen: { firstIndex: number; lastIndex: number }, place: GridPlace) => void;
  /** Where the keyboard is. */
  onActive?: (index: number) => void;
  /** Whether letters move too (j, k); off where a person has switched single keys off. */
  hasLetterKeys?: boolean;
  ref?: Ref<GridHandle>;
}

const beginning: GridPlace = { index: 0, pixels: 0 };
const activeCell = { tabIndex: 0 };
const otherCell = { tabIndex: -1 };

const moves: Record<string, GridMove> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};
const letterMoves: Record<string, GridMove> = { j: 'next', k: 'previous' };

/**
 * Any number of tiles of one size, of which only those near the viewport are in the document. The focus is on the
 * cell, so that it stays while a tile goes from loading to loaded.
 */
export function Grid(props: GridProps) {
  const { label, itemCount, minTileWidth, tileHeight, gap = 8, padding = 12, renderTile } = props;
  const { start = beginning, onRange, onMove, onActive, hasLetterKeys = true, ref } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const window_ = useRef<HTMLTableSectionElement>(null);
  const size = useBoxSize(scroller);
  const layout = useMemo(
    () =>
      size && layOutGrid({ itemCount, minTileWidth, tileHeight, gap, padding, viewportHeight: size.height, ...size }),
    [itemCount, minTileWidth, tileHeight, gap, padding, size],
  );
  const reportMove = (now: GridLayout, offset: number, place: GridPlace) => {
    if (now.rows > 0) onMove?.(itemsOf(now, rowsInView(now, offset)), place);
  };
  const { range, baseRow, show } = useGridScroll(layout, scroller, window_, start, reportMove);
  const [active, setActive] = useState(start.index);
  const activeIndex = Math.max(0, Math.min(active, itemCount - 1));
  /** An item that is to get the focus as soon as it is drawn. */
  const focusNext = useRef<number>(undefined);

  useEffect(() => {
    if (!layout || layout.rows === 0) return;
    onRange?.(itemsOf(layout, range));
  }, [layout, range, onRange]);

  useEffect(() => {
    if (focusNext.current === undefined) return;
    const cell = window_.current?.querySelector<HTMLElement>(`[data-index="${focusNext.current}"]`);
    if (!cell) return;
    cell.focus({ preventScroll: true });
    focusNext.current = undefined;
  });

  function focus(index: number) {
    focusNext.current = index;
    show(index);
    setActive(index);
    onActive?.(index);
  }

  useImperativeHandle(ref, () => ({ focus, show }));

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') return press(event);
    if (!layout || event.metaKey || event.altKey || (event.ctrlKey && event.key !== 'Home' && event.key !== 'End'))
      return;
    const move = moves[event.key] ?? (hasLetterKeys && !event.ctrlKey ? letterMoves[event.key] : undefined);
    if (!move) return;
    event.preventDefault();
    focus(moveFrom(layout, activeIndex, move));
  }

  // Handlers of the cells' own events, which pass here on their way up.
  const keyboard = {
    onKeyDown,
    onFocus(event: FocusEvent<HTMLElement>) {
      const cell = event.target.closest<HTMLElement>('[data-index]');
      if (cell) setActive(Number(cell.dataset['index']));
    },
  };

  const rows = layout ? rowsToDraw(range, Math.floor(activeIndex / layout.columns), layout.rows) : [];
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        {...asGrid}
        aria-label={label}
        aria-rowcount={layout?.rows ?? -1}
        aria-colcount={layout?.columns}
        className={styles.spacer}
        style={{ height: layout?.spacerHeight ?? 0 }}
        {...keyboard}
      >
        <tbody ref={window_} className={styles.window}>
          {layout &&
            rows.map((row) => (
              <tr
                key={row}
                aria-rowindex={row + 1}
                className={styles.row}
                style={{
                  top: (row - baseRow) * layout.rowHeight,
                  left: padding,
                  height: layout.tileHeight,
                  gap,
                  gridTemplateColumns: `repeat(${layout.columns}, ${layout.tileWidth}px)`,
                }}
              >
                {cellsOf(row, layout.columns, itemCount).map((index) => (
                  <td
                    key={index}
                    {...(index === activeIndex ? activeCell : otherCell)}
                    data-index={index}
                    aria-colindex={(index % layout.columns) + 1}
                    className={styles.cell}
                  >
                    {renderTile({ index, isActive: index === activeIndex })}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** Presses the first link or button of the cell that has the focus, with the keys held that are held. */
function press(event: KeyboardEvent) {
  if (!(event.target instanceof HTMLElement) || event.target.dataset['index'] === undefined) return;
  const { ctrlKey, metaKey, shiftKey } = event;
  const click = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey });
  event.target.querySelector('a, button')?.dispatchEvent(click);
}

/** The rows in range, and the row that has the focus wherever it is, so that the focus is not lost by scrolling. */
function rowsToDraw(range: { first: number; last: number }, activeRow: number, rowCount: number): number[] {
  const rows = Array.from({ length: Math.max(0, range.last - range.first + 1) }, (_, i) => range.first + i);
  const isOutside = activeRow < range.first || activeRow > range.last;
  return isOutside && activeRow < rowCount && rows.length > 0 ? [...rows, activeRow] : rows;
}

function cellsOf(row: number, columns: number, itemCount: number): number[] {
  const first = row * columns;
  return Array.from({ length: Math.min(columns, itemCount - first) }, (_, i) => first + i);
}
