import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';
import { reachable } from './reachable.ts';
import styles from './table.module.css';

export interface Column<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Whether the column has numbers. They are aligned right, in a monospaced font. */
  isNumber?: boolean;
  /** Whether the column takes the remaining width and truncates long texts. */
  isFlexible?: boolean;
  /** Whether the column has buttons. They are aligned right, and only screen readers read the column title. */
  isActions?: boolean;
  width?: number | string;
}

interface TableProps<Row> {
  /** Caption for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** Dense table with a sticky header. It scrolls horizontally if it is too wide. */
export function Table<Row>({ caption, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <TableFrame aria-label={caption}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={classOf(column)} style={{ width: column.width }}>
                {column.isActions ? <span className="visually-hidden">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.id} className={classOf(column)}>
                  {column.isActions ? <div className={styles.actions}>{column.cell(row)}</div> : column.cell(row)}
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

function TableFrame(props: ComponentProps<'section'>) {
  return <section {...props} {...reachable} className={styles.frame} />;
}
