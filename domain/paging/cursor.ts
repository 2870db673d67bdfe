import { InvalidInput } from '../errors.ts';

/** Sort value of a row. A cursor contains the sort values of a row, so it stays valid if the row is deleted. */
export type CursorValue = string | number | boolean | null;

/** Returns an opaque cursor. `list` is the name of the list and its order. Other lists do not accept the cursor. */
export function encodeCursor(list: string, values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString('base64url');
}

/** Returns SQL for a cursor, from an SQL expression of its JSON text. */
export function cursorSql(json: string): string {
  return `translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

/**
 * Returns faster SQL for a cursor. The JSON text may consist only of ASCII letters, digits and `[]{}",:.-_ `. The
 * base64 of such text contains neither `+` nor `/`, and the text needs no conversion. This saves a large part of the
 * time for the cursors of a page.
 */
export function plainCursorSql(json: string): string {
  return `rtrim(replace(encode((${json})::bytea, 'base64'), E'\\n', ''), '=')`;
}

/**
 * Returns the content of a cursor of any list: its list name, then its values. Returns an empty list for a text that is
 * not a cursor.
 */
export function decodeAnyCursor(cursor: string): unknown[] {
  const parsed = parse(cursor);
  return Array.isArray(parsed) ? parsed : [];
}

const notOfThisList =
  'This cursor does not belong to this list and order. Use one from `edges.cursor` or `pageInfo` of the same list.';

/** Returns the error for a text that is not a cursor of this list and order. */
export function badCursor(argument: string): InvalidInput {
  return new InvalidInput(argument, notOfThisList);
}

/** Returns the values in a cursor of this list. Throws `InvalidInput` for any other text. */
export function decodeCursor(list: string, cursor: string, valueCount: number, argument = 'after'): CursorValue[] {
  const parsed = parse(cursor);
  if (
    !Array.isArray(parsed) ||
    parsed.length !== valueCount + 1 ||
    parsed[0] !== list ||
    !parsed.every(isCursorValue)
  ) {
    throw badCursor(argument);
  }
  return parsed.slice(1);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function isCursorValue(value: unknown): value is CursorValue {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
