import { createHash } from 'node:crypto';
import { readInstant } from '#formats/instant.ts';
import { isStorable } from '#formats/manifest/check-text.ts';
import { Prisma } from '#prisma/client/client.ts';
import { InvalidInput } from '../errors.ts';
import { badCursor, cursorSql, decodeAnyCursor, decodeCursor, encodeCursor, plainCursorSql } from '../paging/cursor.ts';
import { isDescending, type OrderDirection } from '../paging/order-direction.ts';
import { compileQuery } from '../text/tsquery.ts';
import { type ItemFilter, readText } from './item-filter.ts';

export type ItemOrderField = 'POSITION' | 'CREATED_AT' | 'TITLE' | 'KEY' | 'BYTE_SIZE' | 'DURATION' | 'RELEVANCE';

/** The order of a list of items. Equal values stand in the order of `position`, which no two items share. */
export interface ItemOrder {
  field: ItemOrderField;
  direction: OrderDirection;
  /** What RELEVANCE is to: the words the list is filtered by. */
  words?: string;
}

export const defaultItemOrder: ItemOrder = { field: 'POSITION', direction: 'ASC' };

/** The order that is asked for; that of relevance is to the words of the filter, and there must be some. */
export function itemOrderOf({
  orderBy,
  filter,
}: {
  orderBy?: ItemOrder | null;
  filter?: ItemFilter | null;
}): ItemOrder {
  if (orderBy?.field !== 'RELEVANCE') return orderBy ?? defaultItemOrder;
  const words = readText(filter?.text, 'filter.text');
  if (words === '')
    throw new InvalidInput('orderBy', 'RELEVANCE is the order by `filter.text`. Give it words to look for.');
  return { ...orderBy, words };
}

/** What a row remembers of its place: the sort value as text, as PostgreSQL prints and reads it exactly, and the position. */
export interface ItemPlace {
  position: bigint;
  sortValue: string | null;
}

interface SortColumn {
  /** As its index has it. */
  column: Prisma.Sql;
  type: Prisma.Sql;
  valid: Pick<RegExp, 'test'>;
}

// Rows that have no key yet have an empty one.
const naturalKeyForm = { test: (text: string) => text.length <= 700 && isStorable(text) };

/** A time as PostgreSQL prints it. */
const timeForm = {
  test: (text: string) => {
    const [, date, time, hour, minute = '00'] = /^(\S+) (\S+)([+-]\d\d)(?::(\d\d))?$/.exec(text) ?? [];
    return readInstant(`${date}T${time}${hour}:${minute}`) !== null;
  },
};

const sortColumns: Record<Exclude<ItemOrderField, 'POSITION'>, (order: ItemOrder) => SortColumn> = {
  CREATED_AT: () => ({
    column: Prisma.sql`i.created_at`,
    type: Prisma.raw('timestamptz'),
    valid: timeForm,
  }),
  TITLE: () => ({ column: Prisma.sql`i.sort_title`, type: Prisma.raw('text'), valid: naturalKeyForm }),
  KEY: () => ({ column: Prisma.sql`i.sort_key`, type: Prisma.raw('text'), valid: naturalKeyForm }),
  BYTE_SIZE: () => ({ column: Prisma.sql`i.byte_size`, type: Prisma.raw('bigint'), valid: /^\d{1,18}$/ }),
  // What has no duration comes last either way.
  DURATION: ({ direction }) => ({
    column: Prisma.raw(`i.sort_duration_${isDescending(direction) ? 'desc' : 'asc'}`),
    type: Prisma.raw('float8'),
    valid: /^(-?Infinity|\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,2})?)$/,
  }),
  // As a search ranks them. Rows of version 0 are ranked in the way of their time.
  RELEVANCE: ({ words = '' }) => {
    const { match, rank } = compileQuery(words);
    return {
      column: Prisma.sql`
      coalesce(CASE
        WHEN ${match === null} THEN 0
        WHEN i.words_version > 0 THEN rank_of_item(i.words, ${rank}::tsquery)
        WHEN i.words @@ search_query(${words}) THEN round(1e6 * ts_rank(i.words, search_query(${words}), 1))
        ELSE round(1e6 * item_text_relevance(i.org_id, i.id, search_query(${words})))
      END, 0)::integer`,
      type: Prisma.raw('integer'),
      valid: /^\d{1,9}$/,
    };
  },
};

/** The sort value of a row, for its cursor. */
export function sortValueSql(order: ItemOrder): Prisma.Sql {
  const { field } = order;
  return field === 'POSITION' ? Prisma.sql`NULL::text` : Prisma.sql`${sortColumns[field](order).column}::text`;
}

/** `ORDER BY` of a walk; a backward walk reads the list from its end. */
export function itemOrderSql(order: ItemOrder, backward: boolean, position: Prisma.Sql): Prisma.Sql {
  const { field, direction } = order;
  const way = Prisma.raw(isDescending(direction) !== backward ? 'DESC' : 'ASC');
  return field === 'POSITION'
    ? Prisma.sql`${position} ${way}`
    : Prisma.sql`${sortColumns[field](order).column} ${way}, ${position} ${way}`;
}

/** The rows beyond a place, or `from` it on, as one comparison of tuples that an index answers. (Its negation is none.) */
export function beyondSql(
  order: ItemOrder,
  place: ItemPlace,
  backward: boolean,
  position: Prisma.Sql,
  from = false,
): Prisma.Sql {
  const { field, direction } = order;
  const comparison = Prisma.raw((isDescending(direction) !== backward ? '<' : '>') + (from ? '=' : ''));
  if (field === 'POSITION') return Prisma.sql`${position} ${comparison} ${place.position}`;
  const { column, type } = sortColumns[field](order);
  return Prisma.sql`(${column}, ${position}) ${comparison} (${place.sortValue}::text::${type}, ${place.position})`;
}

/** The same, beyond the `position` and `sort_value` of a row that the statement has in hand. */
export function beyondRowSql(order: ItemOrder, row: Prisma.Sql, backward: boolean, position: Prisma.Sql): Prisma.Sql {
  const { field, direction } = order;
  const comparison = Prisma.raw(isDescending(direction) !== backward ? '<' : '>');
  if (field === 'POSITION') return Prisma.sql`${position} ${comparison} ${row}.position`;
  return Prisma.sql`(${sortColumns[field](order).column}, ${position}) ${comparison} (${row}.sort_value, ${row}.position)`;
}

/** What rows are put in order by, as it is; null for the position, which is a column of its own. */
export function sortColumnSql(order: ItemOrder): Prisma.Sql {
  const { field } = order;
  return field === 'POSITION' ? Prisma.sql`NULL` : sortColumns[field](order).column;
}

/** The cursor of a place in the list of one dataset in one order. It outlives its row, and holds at every revision. */
export function itemCursor(datasetId: string, order: ItemOrder, place: ItemPlace): string {
  const position = Number(place.position);
  return encodeCursor(
    listName(datasetId, order),
    order.field === 'POSITION' ? [position] : [place.sortValue, position],
  );
}

/** The same in SQL, of a row that a statement has in hand with its `position` and `sort_value`. */
export function itemCursorSql(datasetId: string, { field, direction }: ItemOrder, row: string): string {
  const list = `'["items:' || ${datasetId} || ':${field}:${direction}",' || `;
  if (field === 'POSITION') return plainCursorSql(`${list}${row}.position || ']'`);
  return cursorSql(`${list}to_json(${row}.sort_value)::text || ',' || ${row}.position || ']'`);
}

/** The dataset of whose list a cursor is, for those who do not know yet which one they read; null when it is of none. */
export function datasetOfItemCursor(cursor: string): string | null {
  const [list] = decodeAnyCursor(cursor);
  return /^items:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):/.exec(String(list))?.[1] ?? null;
}

/** Returns the place of a cursor of this list. Throws `InvalidInput` for any other cursor. */
export function readItemCursor(datasetId: string, order: ItemOrder, cursor: string, argument: string): ItemPlace {
  const values = decodeCursor(listName(datasetId, order), cursor, order.field === 'POSITION' ? 1 : 2, argument);
  const position = values.at(-1);
  const sortValue = order.field === 'POSITION' ? null : values[0];
  if (typeof position !== 'number' || !Number.isSafeInteger(position) || !isSortValue(order, sortValue)) {
    throw badCursor(argument);
  }
  return { position: BigInt(position), sortValue };
}

function isSortValue(order: ItemOrder, value: unknown): value is string | null {
  const { field } = order;
  return field === 'POSITION'
    ? value === null
    : typeof value === 'string' && sortColumns[field](order).valid.test(value);
}

function listName(datasetId: string, { field, direction, words }: ItemOrder) {
  const name = `items:${datasetId}:${field}:${direction}`;
  return words === undefined ? name : `${name}:${createHash('sha256').update(words).digest('base64url').slice(0, 22)}`;
}
