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

/** Order of a list of items. Items with equal values are ordered by `position`, which is unique. */
export interface ItemOrder {
  field: ItemOrderField;
  direction: OrderDirection;
  /** Search words of the filter. RELEVANCE compares items with them. */
  words?: string;
}

export const defaultItemOrder: ItemOrder = { field: 'POSITION', direction: 'ASC' };

/**
 * Returns the requested order. For RELEVANCE, adds the search words of the filter. Throws `InvalidInput` if there are
 * none.
 */
export function itemOrderOf({
  orderBy,
  filter,
}: {
  orderBy?: ItemOrder | null;
  filter?: ItemFilter | null;
}): ItemOrder {
  if (orderBy?.field !== 'RELEVANCE') return orderBy ?? defaultItemOrder;
  const words = readText(filter?.text, 'filter.text');
  if (words === '') throw new InvalidInput('orderBy', 'The order RELEVANCE needs a search text. Set `filter.text`.');
  return { ...orderBy, words };
}

/**
 * Place of a row in the order: its position, and its sort value in PostgreSQL's text form. PostgreSQL converts this
 * text back without loss.
 */
export interface ItemPlace {
  position: bigint;
  sortValue: string | null;
}

interface SortColumn {
  /** SQL expression of the sort value, identical to the expression in the index. */
  column: Prisma.Sql;
  type: Prisma.Sql;
  valid: Pick<RegExp, 'test'>;
}

// A row whose sort key has not been computed yet has an empty text.
const naturalKeyForm = { test: (text: string) => text.length <= 700 && isStorable(text) };

/** Time in PostgreSQL's text form. */
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
  // Two columns exist, so that items without a duration are the last in both directions.
  DURATION: ({ direction }) => ({
    column: Prisma.raw(`i.sort_duration_${isDescending(direction) ? 'desc' : 'asc'}`),
    type: Prisma.raw('float8'),
    valid: /^(-?Infinity|\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,2})?)$/,
  }),
  // Uses the same rank as searches. Rows of version 0 have the rank of an earlier version.
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

/** Returns SQL for the sort value of a row as text, for its cursor. */
export function sortValueSql(order: ItemOrder): Prisma.Sql {
  const { field } = order;
  return field === 'POSITION' ? Prisma.sql`NULL::text` : Prisma.sql`${sortColumns[field](order).column}::text`;
}

/** Returns the `ORDER BY` expressions of a list. With `backward`, the order is reversed. */
export function itemOrderSql(order: ItemOrder, backward: boolean, position: Prisma.Sql): Prisma.Sql {
  const { field, direction } = order;
  const way = Prisma.raw(isDescending(direction) !== backward ? 'DESC' : 'ASC');
  return field === 'POSITION'
    ? Prisma.sql`${position} ${way}`
    : Prisma.sql`${sortColumns[field](order).column} ${way}, ${position} ${way}`;
}

/**
 * Returns the SQL condition for rows after a place, or also at the place if `from` is true. It is one comparison of row
 * values, for which an index can be used. A NOT around it would prevent that.
 */
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

/**
 * Returns the SQL condition for rows after another row of the statement, which has the columns `position` and
 * `sort_value`.
 */
export function beyondRowSql(order: ItemOrder, row: Prisma.Sql, backward: boolean, position: Prisma.Sql): Prisma.Sql {
  const { field, direction } = order;
  const comparison = Prisma.raw(isDescending(direction) !== backward ? '<' : '>');
  if (field === 'POSITION') return Prisma.sql`${position} ${comparison} ${row}.position`;
  return Prisma.sql`(${sortColumns[field](order).column}, ${position}) ${comparison} (${row}.sort_value, ${row}.position)`;
}

/**
 * Returns SQL for the sort value of a row in its own type. Returns NULL for POSITION, because the position is a
 * separate column.
 */
export function sortColumnSql(order: ItemOrder): Prisma.Sql {
  const { field } = order;
  return field === 'POSITION' ? Prisma.sql`NULL` : sortColumns[field](order).column;
}

/**
 * Returns the cursor of a place in the list of one dataset in one order. It stays valid at every revision, even if its
 * row is removed.
 */
export function itemCursor(datasetId: string, order: ItemOrder, place: ItemPlace): string {
  const position = Number(place.position);
  return encodeCursor(
    listName(datasetId, order),
    order.field === 'POSITION' ? [position] : [place.sortValue, position],
  );
}

/**
 * Returns SQL for the cursor that `itemCursor` returns, for a row of the statement with `position` and `sort_value`.
 */
export function itemCursorSql(datasetId: string, { field, direction }: ItemOrder, row: string): string {
  const list = `'["items:' || ${datasetId} || ':${field}:${direction}",' || `;
  if (field === 'POSITION') return plainCursorSql(`${list}${row}.position || ']'`);
  return cursorSql(`${list}to_json(${row}.sort_value)::text || ',' || ${row}.position || ']'`);
}

/**
 * Returns the dataset id in an item cursor, for callers that do not know the dataset yet. Returns null for any other
 * text.
 */
export function datasetOfItemCursor(cursor: string): string | null {
  const [list] = decodeAnyCursor(cursor);
  return /^items:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):/.exec(String(list))?.[1] ?? null;
}

/** Returns the place that a cursor of this list contains. Throws `InvalidInput` for any other cursor. */
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
