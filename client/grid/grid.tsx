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

export interface GridHandle {
  focus: (index: number) => void;
  show: (index: number) => void;
}

export interface GridProps {
  /** Label of the grid for screen readers. */
  label: string;
  itemCount: number;
  /** Minimum width of a tile. Undefined makes one column. */
  minTileWidth?: number;
  tileHeight: (tileWidth: number) => number;
  gap?: number;
  padding?: number;
  /**
   * Renders a tile. Its links and buttons take `tabIndex={-1}`: the cell has the focus, and Enter presses the first of
   * them.
   */
  renderTile: (index: number) => ReactNode;
  /** Place at which the grid starts, from the URL or from Back. */
  start?: GridPlace;
  /** Called with the first and last rendered items. */
  onRange?: (drawn: { firstIndex: number; lastIndex: number }) => void;
  /** Called with the items in the viewport and the exact place, while the grid scrolls. */
  onMove?: (seen: { firstIndex: number; lastIndex: number }, place: GridPlace) => void;
  /** Called with the index of the item that has the focus. */
  onActive?: (index: number) => void;
  /** Whether letters move the focus too (j, k). False if the user has switched off single-key shortcuts. */
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
 * Grid of any number of tiles of one size. Only tiles near the viewport are in the document. The cell has the focus,
 * so the focus stays when its tile has loaded.
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
  /** Item that gets the focus when it is rendered. */
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

  // Handlers for events of the cells, which bubble up to here.
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
                    {renderTile(index)}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** Clicks the first link or button of the focused cell, with the same modifier keys. */
function press(event: KeyboardEvent) {
  if (!(event.target instanceof HTMLElement) || event.target.dataset['index'] === undefined) return;
  const { ctrlKey, metaKey, shiftKey } = event;
  const click = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey });
  event.target.querySelector('a, button')?.dispatchEvent(click);
}

/**
 * Returns the rows in range, plus the row with the focus at any position, so that scrolling does not lose the focus.
 */
function rowsToDraw(range: { first: number; last: number }, activeRow: number, rowCount: number): number[] {
  const rows = Array.from({ length: Math.max(0, range.last - range.first + 1) }, (_, i) => range.first + i);
  const isOutside = activeRow < range.first || activeRow > range.last;
  return isOutside && activeRow < rowCount && rows.length > 0 ? [...rows, activeRow] : rows;
}

function cellsOf(row: number, columns: number, itemCount: number): number[] {
  const first = row * columns;
  return Array.from({ length: Math.min(columns, itemCount - first) }, (_, i) => first + i);
}
