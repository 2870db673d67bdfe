import {
  type CSSProperties,
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { layOutGrid } from '../grid/grid-maths.ts';
import { useBoxSize } from '../grid/use-box-size.ts';
import { useGridScroll } from '../grid/use-grid-scroll.ts';
import { asGrid } from '../ui/as-grid.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { formatCount } from '../ui/format.ts';
import { reachable } from '../ui/reachable.ts';
import { toast } from '../ui/toast.tsx';
import * as strings from './strings.ts';
import { TableCellDialog } from './table-cell-dialog.tsx';
import type { TableReader } from './table-client.ts';
import styles from './table-grid.module.css';
import { TableHeader } from './table-header.tsx';
import {
  type CellPlace,
  columnsInView,
  edgesOf,
  headerHeight,
  minColumnWidth,
  moveCell,
  numberWidth,
  rangeOf,
  rowHeight,
  type Selection,
  widthOf,
} from './table-layout.ts';
import type { Arrangement, CopyFormat, TableState } from './table-messages.ts';
import { useTableCells } from './use-table-cells.ts';

interface TableGridProps {
  client: TableReader;
  state: TableState;
  name: string;
  /** Number of the current order of the rows. */
  arrangement: number;
  sort: Arrangement['sort'];
  /** Missing if the table is too large to be sorted. */
  onSort?: (sort: Arrangement['sort']) => void;
}

const beginning = { index: 0, pixels: 0 };
const nothing = () => {};
/** Number of rows before the end at which the next ones are looked for. */
const rowsAhead = 400;
const isRightAligned = new Set(['INTEGER', 'NUMBER']);

/** Grid of the cells of a table. Only cells near the viewport are in the document and are read. */
export function TableGrid({ client, state, name, arrangement, sort, onSort }: TableGridProps) {
  const { columns, shownRowCount: rowCount, isComplete, foundShare } = state;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const box = useBoxSize(scroller);
  const [left, setLeft] = useState(0);
  const [chosenWidths, setChosenWidths] = useState<Readonly<Record<number, number>>>({});
  const [selection, setSelection] = useState<Selection>({
    anchor: { row: 0, column: 0 },
    active: { row: 0, column: 0 },
  });
  const [opened, setOpened] = useState<CellPlace>();
  const [firstTexts, setFirstTexts] = useState<(string | null)[][]>([]);

  const layout = useMemo(
    () =>
      box &&
      layOutGrid({
        itemCount: rowCount,
        tileHeight: () => rowHeight,
        gap: 0,
        padding: 0,
        width: box.width,
        viewportHeight: Math.max(rowHeight, box.height - headerHeight),
        devicePixelRatio: box.devicePixelRatio,
      }),
    [box, rowCount],
  );
  const { range, baseRow, show } = useGridScroll(layout, scroller, body, beginning, nothing);
  const widths = useMemo(
    () =>
      columns.map(
        (column, index) =>
          chosenWidths[index] ??
          widthOf(
            column,
            firstTexts.map((row) => row[index]),
          ),
      ),
    [columns, chosenWidths, firstTexts],
  );
  const edges = useMemo(() => edgesOf(widths), [widths]);
  const seen = columnsInView(edges, left, Math.max(0, (box?.width ?? 0) - numberWidth));
  const cells = useTableCells(client, arrangement, {
    rowStart: Math.max(0, range.first),
    rowEnd: range.last + 1,
    columnStart: seen.start,
    columnEnd: box ? seen.end : seen.start,
  });

  // The first rows decide the widths, once.
  useEffect(() => {
    const first = { rowStart: 0, rowEnd: 20, columnStart: 0, columnEnd: 12 };
    client.ask('read', first).then(setFirstTexts, nothing);
  }, [client]);

  // A table that can be sorted is read to its end. Of a larger one, the rows that the user comes near to.
  const isWholeRead = onSort !== undefined;
  useEffect(() => {
    const isMoreNeeded = foundShare < 1 && (isWholeRead || range.last + rowsAhead > rowCount);
    if (isMoreNeeded) client.ask('findMore', null).catch(nothing);
  }, [client, isWholeRead, foundShare, range.last, rowCount]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const onScroll = () => setLeft(element.scrollLeft);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, []);

  function select(active: CellPlace, isExtended: boolean) {
    setSelection(({ anchor }) => ({ anchor: isExtended ? anchor : active, active }));
  }

  function reveal({ row, column }: CellPlace) {
    show(row);
    const element = scroller.current;
    if (!element) return;
    const room = element.clientWidth - numberWidth;
    const [from, to] = [edges[column]!, edges[column + 1]!];
    if (from < element.scrollLeft) element.scrollLeft = from;
    else if (to > element.scrollLeft + room) element.scrollLeft = Math.min(from, to - room);
  }

  async function copy(format: CopyFormat) {
    try {
      const text = await client.ask('copy', { ...rangeOf(selection), format });
      if (text === null) return toast(strings.tooMuchToCopy, 'danger');
      await navigator.clipboard.writeText(text);
      return toast(strings.copied);
    } catch {
      return toast(strings.copyFailed, 'danger');
    }
  }

  function resize(column: number, width: number) {
    setChosenWidths((now) => ({ ...now, [column]: Math.round(Math.max(minColumnWidth, width)) }));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || !layout) return;
    if (act(event)) {
      event.preventDefault();
      // Otherwise the panel would go to the next item.
      event.stopPropagation();
    }
  }

  /** Returns whether the key did something. */
  function act({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
    const { active } = selection;
    const isControl = ctrlKey || metaKey;
    const letter = key.toLowerCase();
    if (isControl && letter === 'c') {
      void copy(shiftKey ? 'CSV' : 'TSV');
      return true;
    }
    if (isControl && letter === 'a') {
      setSelection({ anchor: { row: 0, column: 0 }, active: { row: rowCount - 1, column: columns.length - 1 } });
      return true;
    }
    if (altKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      resize(active.column, widths[active.column]! + (key === 'ArrowLeft' ? -16 : 16));
      return true;
    }
    if (altKey && onSort && (key === 'ArrowUp' || key === 'ArrowDown')) {
      onSort({ column: active.column, isDescending: key === 'ArrowDown' });
      return true;
    }
    if (key === 'Enter') {
      setOpened(active);
      return true;
    }
    const pageRows = Math.max(1, Math.floor(layout!.viewportHeight / rowHeight) - 1);
    const sizes = { rowCount, columnCount: columns.length, pageRows };
    const next = altKey ? undefined : moveCell(active, { key, isWide: isControl }, sizes);
    if (!next) return false;
    select(next, shiftKey);
    reveal(next);
    return true;
  }

  const rows = Array.from({ length: Math.max(0, range.last - range.first + 1) }, (_, index) => range.first + index);
  const shownColumns = Array.from({ length: seen.end - seen.start }, (_, index) => seen.start + index);
  const selected = rangeOf(selection);
  const { active } = selection;
  // The grid has the focus, and tells which cell is active.
  const isActiveDrawn = rows.includes(active.row) && shownColumns.includes(active.column);
  const activeId = isActiveDrawn ? `${id}-${active.row}-${active.column}` : undefined;
  const focusable = { ...reachable, 'aria-activedescendant': activeId };
  // Handlers for events of the cells, which bubble up to the grid.
  const handlers = { onKeyDown, onDoubleClick: () => setOpened(active) };
  const totalWidth = numberWidth + edges.at(-1)!;

  return (
    <div className={styles.frame}>
      {cells.failure && (
        <p role="alert" className={styles.alert}>
          {cells.failure === 'NOT_LOADED' ? strings.rowsNotLoaded : strings.tableFaults[cells.failure]}{' '}
          <Button size="s" onClick={cells.retry}>
            {strings.tryAgain}
          </Button>
        </p>
      )}
      <div ref={scroller} className={styles.scroller}>
        <table
          {...asGrid}
          {...focusable}
          {...handlers}
          aria-label={strings.tableOf(name)}
          aria-rowcount={isComplete ? rowCount + 1 : -1}
          aria-colcount={columns.length + 1}
          aria-multiselectable
          className={styles.table}
          style={{ width: totalWidth, height: headerHeight + (layout?.spacerHeight ?? 0) }}
        >
          <TableHeader
            columns={shownColumns.map((index) => ({
              index,
              ...columns[index]!,
              left: numberWidth + edges[index]!,
              width: widths[index]!,
              figures: cells.figuresOf(index),
            }))}
            sort={sort}
            onResize={resize}
            {...(onSort && { onSort })}
          />
          <tbody ref={body} className={styles.body}>
            {rows.map((row) => (
              <tr key={row} aria-rowindex={row + 2} className={styles.row} style={{ top: (row - baseRow) * rowHeight }}>
                <th scope="row" aria-colindex={1} className={styles.number}>
                  {formatCount(row + 1)}
                </th>
                {shownColumns.map((column) => {
                  const text = cells.textOf(row, column);
                  const isSelected = isWithin(row, column, selected);
                  const isActive = row === active.row && column === active.column;
                  const place: CSSProperties = { left: numberWidth + edges[column]!, width: widths[column]! };
                  return (
                    <td
                      key={column}
                      id={`${id}-${row}-${column}`}
                      aria-colindex={column + 2}
                      aria-selected={isSelected}
                      dir="auto"
                      className={cx(
                        styles.cell,
                        isRightAligned.has(columns[column]!.type) && styles.right,
                        isSelected && styles.selected,
                        isActive && styles.active,
                        (text === null || text === undefined) && styles.missing,
                      )}
                      style={place}
                      onPointerDown={(event) => event.button === 0 && select({ row, column }, event.shiftKey)}
                      onPointerEnter={(event) => event.buttons === 1 && select({ row, column }, true)}
                    >
                      {text === null ? strings.nothing : oneLine(text)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {rowCount === 0 && isComplete && <p className={styles.none}>{strings.noRows}</p>}
      </div>
      <div className={styles.actions}>
        <Button size="s" tone="quiet" onClick={() => setOpened(active)}>
          {strings.showCell}
        </Button>
        <Button size="s" tone="quiet" onClick={() => void copy('TSV')}>
          {strings.copyAs('TSV')}
        </Button>
        <Button size="s" tone="quiet" onClick={() => void copy('CSV')}>
          {strings.copyAs('CSV')}
        </Button>
        <span>{strings.figuresOfFirst}</span>
      </div>
      {opened && columns[opened.column] && (
        <TableCellDialog
          client={client}
          place={opened}
          column={columns[opened.column]!.name}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

function isWithin(row: number, column: number, range: ReturnType<typeof rangeOf>): boolean {
  return row >= range.rowStart && row < range.rowEnd && column >= range.columnStart && column < range.columnEnd;
}

/** Shows line ends as a sign, because a row is one line high. */
function oneLine(text: string | undefined): string {
  return text?.replaceAll(/\r?\n/g, ' ↵ ') ?? '';
}
