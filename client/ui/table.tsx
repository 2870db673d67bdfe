import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './table.module.css';

export interface Column<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end and in mono. */
  isNumber?: boolean;
  /** Long texts are cut to the room that the other columns leave. */
  isFlexible?: boolean;
  width?: number | string;
}

interface TableProps<Row> {
  /** What the table lists, for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** A dense table whose header stays in sight and which scrolls sideways by itself where it is too wide. */
export function Table<Row>({ caption, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <TableFrame aria-label={caption}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={classOf(column)} style={{ width: column.width }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.id} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function classOf<Row>({ isNumber, isFlexible }: Column<Row>): string {
  return cx(isNumber && styles.number, isFlexible && styles.flexible);
}

/** Takes the focus, so that a wide table can be scrolled with the keyboard, though it is no control. */
const reachable = { tabIndex: 0 };

function TableFrame(props: ComponentProps<'section'>) {
  return <section {...props} {...reachable} className={styles.frame} />;
}
