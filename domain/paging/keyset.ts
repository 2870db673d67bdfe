import { InvalidInput } from '../errors.ts';
import { type CursorValue, decodeCursor } from './cursor.ts';
import type { Page } from './page.ts';

/** One column of an order. The last column of every order is unique, so that the order is total. */
export interface KeysetColumn {
  field: string;
  kind: 'string' | 'number' | 'date' | 'bigint' | 'id';
  descending?: boolean;
}

type KeysetValue = string | number | bigint | Date;

/**
 * The Prisma arguments that read one page of a keyset and one row more: the same cost on page 1 and page 20,000.
 *
 * The condition for `(a, b) > (x, y)` is spelled `a >= x AND (a > x OR b > y)`: the first half lets an index find the
 * place, the second half is exact.
 */
export function keysetArguments(list: string, columns: readonly KeysetColumn[], page: Page) {
  const argument = page.backward ? 'before' : 'after';
  const values = page.cursor
    ? decodeCursor(list, page.cursor, columns.length, argument).map((value, index) =>
        read(columns[index]!, value, argument),
      )
    : null;
  return {
    ...(values && { where: beyond(columns, values, page.backward) }),
    orderBy: columns.map((column) => ({
      [column.field]: ascends(column, page.backward) ? ('asc' as const) : ('desc' as const),
    })),
    take: page.size + 1,
  };
}

function ascends(column: KeysetColumn, backward: boolean) {
  return (column.descending === true) === backward;
}

function beyond(columns: readonly KeysetColumn[], values: readonly KeysetValue[], backward: boolean): object {
  const [column, ...restColumns] = columns;
  const [value, ...restValues] = values;
  if (!column) return {};
  const strict = { [column.field]: { [ascends(column, backward) ? 'gt' : 'lt']: value } };
  if (restColumns.length === 0) return strict;
  return {
    AND: [
      { [column.field]: { [ascends(column, backward) ? 'gte' : 'lte']: value } },
      { OR: [strict, beyond(restColumns, restValues, backward)] },
    ],
  };
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function read(column: KeysetColumn, value: CursorValue, argument: string): KeysetValue {
  switch (column.kind) {
    case 'number':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
      break;
    case 'bigint':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
      break;
    case 'date':
      if (typeof value === 'number' && Math.abs(value) <= 8.64e15) return new Date(value);
      break;
    case 'id':
      if (typeof value === 'string' && idPattern.test(value)) return value;
      break;
    case 'string':
      if (typeof value === 'string' && !value.includes('\0')) return value;
      break;
  }
  throw new InvalidInput(argument, 'This is no cursor of this list in this order.');
}
