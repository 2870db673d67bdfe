import { firstInstant, lastInstant } from '#formats/instant.ts';
import { isStorable } from '#formats/manifest/check-text.ts';
import { badCursor, type CursorValue, decodeCursor } from './cursor.ts';
import type { Page } from './page.ts';

/** One column of an order. The last column must be unique, so that no two rows have the same place. */
export interface KeysetColumn {
  field: string;
  kind: 'string' | 'number' | 'date' | 'bigint' | 'id';
  descending?: boolean;
}

/** Arguments of a Prisma query that reads a part of a list. */
export interface KeysetQuery {
  /** Condition in addition to the conditions of the list. Empty for the first page. */
  where: object;
  orderBy: Record<string, 'asc' | 'desc'>[];
  take: number;
}

type KeysetValue = string | number | bigint | Date;

/**
 * Returns the Prisma arguments that read one page of a list and one more row. Every page has the same cost.
 *
 * The condition `(a, b) > (x, y)` is written as `a >= x AND (a > x OR b > y)`. The first half lets PostgreSQL use an
 * index. The second half is exact.
 */
export function keysetArguments(list: string, columns: readonly KeysetColumn[], page: Page): KeysetQuery {
  const values = readCursor(list, columns, page);
  return {
    where: values ? beyond(columns, values, page.backward, false) : {},
    orderBy: orderOf(columns, page.backward),
    take: page.size + 1,
  };
}

/**
 * Returns the Prisma arguments that read one row at the cursor or before it. For a backward page, at the cursor or
 * after it.
 */
export function keysetBehind(list: string, columns: readonly KeysetColumn[], page: Page): KeysetQuery | null {
  const values = readCursor(list, columns, page);
  if (!values) return null;
  return {
    where: beyond(columns, values, !page.backward, true),
    orderBy: orderOf(columns, !page.backward),
    take: 1,
  };
}

function readCursor(list: string, columns: readonly KeysetColumn[], page: Page): KeysetValue[] | null {
  if (page.cursor === null) return null;
  const argument = page.backward ? 'before' : 'after';
  return decodeCursor(list, page.cursor, columns.length, argument).map((value, index) =>
    read(columns[index]!, value, argument),
  );
}

function orderOf(columns: readonly KeysetColumn[], backward: boolean): KeysetQuery['orderBy'] {
  return columns.map((column) => ({ [column.field]: ascends(column, backward) ? 'asc' : 'desc' }));
}

function ascends(column: KeysetColumn, backward: boolean) {
  return (column.descending === true) === backward;
}

/** Returns the condition for rows after the given sort values, or also at them if `from` is true. */
function beyond(
  columns: readonly KeysetColumn[],
  values: readonly KeysetValue[],
  backward: boolean,
  from: boolean,
): object {
  const [column, ...restColumns] = columns;
  const [value, ...restValues] = values;
  if (!column) return {};
  const comparison = ascends(column, backward) ? 'gt' : 'lt';
  if (restColumns.length === 0) return { [column.field]: { [from ? `${comparison}e` : comparison]: value } };
  return {
    AND: [
      { [column.field]: { [`${comparison}e`]: value } },
      {
        OR: [{ [column.field]: { [comparison]: value } }, beyond(restColumns, restValues, backward, from)],
      },
    ],
  };
}

/** Maximum of PostgreSQL's type `integer`, which columns of the kind `number` have. */
const maxInteger = 2 ** 31 - 1;

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function read(column: KeysetColumn, value: CursorValue, argument: string): KeysetValue {
  switch (column.kind) {
    case 'number':
      if (Number.isInteger(value) && Math.abs(Number(value)) <= maxInteger) return Number(value);
      break;
    case 'bigint':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
      break;
    case 'date':
      if (typeof value === 'number' && value >= firstInstant && value <= lastInstant) return new Date(value);
      break;
    case 'id':
      if (typeof value === 'string' && idPattern.test(value)) return value;
      break;
    case 'string':
      if (typeof value === 'string' && isStorable(value)) return value;
      break;
  }
  throw badCursor(argument);
}
