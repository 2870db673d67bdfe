import { ArrowDown, ArrowUp } from 'lucide-react';
import { type PointerEvent, useRef } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import type { TableColumn } from '#formats/tables/table-file.ts';
import { cx } from '../ui/cx.ts';
import * as strings from './strings.ts';
import styles from './table-header.module.css';
import type { Arrangement, ColumnFigures } from './table-messages.ts';

interface HeaderColumn extends TableColumn {
  index: number;
  left: number;
  width: number;
  figures: ColumnFigures | undefined;
}

interface TableHeaderProps {
  columns: readonly HeaderColumn[];
  sort: Arrangement['sort'];
  onSort?: (sort: Arrangement['sort']) => void;
  onResize: (column: number, width: number) => void;
}

/** Names, types and figures of the columns. A click sorts: ascending, descending, as in the file. */
export function TableHeader({ columns, sort, onSort, onResize }: TableHeaderProps) {
  return (
    <thead className={styles.header}>
      <tr aria-rowindex={1} className={styles.row}>
        <th scope="col" aria-colindex={1} className={styles.corner}>
          <span className="visually-hidden">{strings.rowNumber}</span>
        </th>
        {columns.map((column) => {
          const direction = sort?.column === column.index ? (sort.isDescending ? 'descending' : 'ascending') : 'none';
          return (
            <th
              key={column.index}
              scope="col"
              aria-colindex={column.index + 2}
              aria-sort={direction}
              className={styles.column}
              style={{ left: column.left, width: column.width }}
            >
              <Name
                column={column}
                direction={direction}
                {...(onSort && { onSort: () => onSort(nextSort(column.index, sort)) })}
              />
              <span className={styles.type}>
                {column.isEncrypted ? strings.encryptedColumn : strings.columnTypes[column.type]}
                {column.figures && column.figures.missingCount > 0 && (
                  <span> · {strings.missingValues(column.figures.missingCount)}</span>
                )}
              </span>
              <Figures figures={column.figures} />
              <ResizeHandle width={column.width} onResize={(width) => onResize(column.index, width)} />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

type Direction = 'ascending' | 'descending' | 'none';

function Name({ column, direction, onSort }: { column: HeaderColumn; direction: Direction; onSort?: () => void }) {
  const name = (
    <span className={styles.text} dir="auto">
      {showInvisible(column.name)}
    </span>
  );
  if (!onSort) return <span className={styles.name}>{name}</span>;
  return (
    <button type="button" className={cx(styles.name, styles.sortable)} data-tip={column.name} onClick={onSort}>
      {name}
      {direction === 'ascending' && <ArrowUp size={12} aria-hidden />}
      {direction === 'descending' && <ArrowDown size={12} aria-hidden />}
    </button>
  );
}

function nextSort(column: number, sort: Arrangement['sort']): Arrangement['sort'] {
  if (sort?.column !== column) return { column, isDescending: false };
  return sort.isDescending ? null : { column, isDescending: true };
}

const figureHeight = 18;

/** A histogram, or the number of different values if a histogram says nothing. */
function Figures({ figures }: { figures: ColumnFigures | undefined }) {
  if (!figures) return <span className={styles.figures} />;
  const { bars, distinctCount, rowCount } = figures;
  const words = strings.figuresOf(figures);
  if (bars.length === 0) {
    return <span className={styles.figures}>{rowCount > 0 && strings.distinctValues(distinctCount)}</span>;
  }
  const most = Math.max(...bars);
  return (
    <span className={styles.figures} data-tip={words}>
      <svg
        aria-hidden
        viewBox={`0 0 ${bars.length} ${figureHeight}`}
        preserveAspectRatio="none"
        className={styles.bars}
      >
        {bars.map((count, index) => {
          const height = count === 0 ? 0 : Math.max(1, (count / most) * figureHeight);
          return <rect key={index} x={index + 0.08} width={0.84} y={figureHeight - height} height={height} />;
        })}
      </svg>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** A handle at the end of a column. The keyboard changes widths in the grid, by Alt and arrows. */
function ResizeHandle({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  const start = useRef({ x: 0, width });
  return (
    <span
      aria-hidden
      className={styles.handle}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          onResize(start.current.width + event.clientX - start.current.x);
        }
      }}
    />
  );
}
