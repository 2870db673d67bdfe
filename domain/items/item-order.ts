import { Prisma } from '#prisma/client/client.ts';
import { InvalidInput } from '../errors.ts';
import { decodeCursor, encodeCursor } from '../paging/cursor.ts';

export type ItemOrderField = 'POSITION' | 'CREATED_AT' | 'BYTE_SIZE';

/** The order of a list of items. Equal values stand in the order of `position`, which no two items share. */
export interface ItemOrder {
  field: ItemOrderField;
  direction: 'ASC' | 'DESC';
}

export const defaultItemOrder: ItemOrder = { field: 'POSITION', direction: 'ASC' };

/** What a row remembers of its place: the sort value as text, as PostgreSQL prints and reads it exactly, and the position. */
export interface ItemPlace {
  position: bigint;
  sortValue: string | null;
}

const sortColumns = {
  CREATED_AT: {
    column: Prisma.sql`i.created_at`,
    type: Prisma.raw('timestamptz'),
    valid: /^\d{1,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/,
  },
  BYTE_SIZE: { column: Prisma.sql`i.byte_size`, type: Prisma.raw('bigint'), valid: /^\d{1,18}$/ },
} as const;

/** The sort value of a row, for its cursor. */
export function sortValueSql({ field }: ItemOrder): Prisma.Sql {
  return field === 'POSITION' ? Prisma.sql`NULL::text` : Prisma.sql`${sortColumns[field].column}::text`;
}

/** `ORDER BY` of a walk; a backward walk reads the list from its end. */
export function itemOrderSql({ field, direction }: ItemOrder, backward: boolean, position: Prisma.Sql): Prisma.Sql {
  const way = Prisma.raw((direction === 'ASC') === backward ? 'DESC' : 'ASC');
  return field === 'POSITION'
    ? Prisma.sql`${position} ${way}`
    : Prisma.sql`${sortColumns[field].column} ${way}, ${position} ${way}`;
}

/** The rows beyond a place, as one comparison of tuples that an index answers. */
export function beyondSql(
  { field, direction }: ItemOrder,
  place: ItemPlace,
  backward: boolean,
  position: Prisma.Sql,
): Prisma.Sql {
  const comparison = Prisma.raw((direction === 'ASC') === backward ? '<' : '>');
  if (field === 'POSITION') return Prisma.sql`${position} ${comparison} ${place.position}`;
  const { column, type } = sortColumns[field];
  return Prisma.sql`(${column}, ${position}) ${comparison} (${place.sortValue}::text::${type}, ${place.position})`;
}

/** The cursor of a place in the list of one dataset in one order. It outlives its row, and holds at every revision. */
export function itemCursor(datasetId: string, order: ItemOrder, place: ItemPlace): string {
  const position = Number(place.position);
  return encodeCursor(
    listName(datasetId, order),
    order.field === 'POSITION' ? [position] : [place.sortValue, position],
  );
}

export function readItemCursor(datasetId: string, order: ItemOrder, cursor: string, argument: string): ItemPlace {
  const values = decodeCursor(listName(datasetId, order), cursor, order.field === 'POSITION' ? 1 : 2, argument);
  const position = values.at(-1);
  const sortValue = order.field === 'POSITION' ? null : values[0];
  if (typeof position !== 'number' || !Number.isSafeInteger(position) || !isSortValue(order, sortValue)) {
    throw new InvalidInput(argument, 'This is no cursor of this list in this order.');
  }
  return { position: BigInt(position), sortValue };
}

function isSortValue({ field }: ItemOrder, value: unknown): value is string | null {
  return field === 'POSITION' ? value === null : typeof value === 'string' && sortColumns[field].valid.test(value);
}

function listName(datasetId: string, { field, direction }: ItemOrder) {
  return `items:${datasetId}:${field}:${direction}`;
}
