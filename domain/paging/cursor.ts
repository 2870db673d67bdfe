import { InvalidInput } from '../errors.ts';

/** A sort value of a row. A cursor contains sort values and not the row, which may be deleted later. */
export type CursorValue = string | number | boolean | null;

/** Encodes an opaque cursor. `list` names the list and its order. Other lists refuse the cursor. */
export function encodeCursor(list: string, values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString('base64url');
}

/** Returns SQL of the same cursor, from an expression of the JSON text. */
export function cursorSql(json: string): string {
  return `translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

/**
 * Returns the same SQL for text that consists only of ASCII letters, digits and `[]{}",:.-_ `. The base64 of such text
 * contains neither `+` nor `/`, and the text needs no conversion. This saves a large part of the cost of a page of
 * cursors.
 */
export function plainCursorSql(json: string): string {
  return `rtrim(replace(encode((${json})::bytea, 'base64'), E'\\n', ''), '=')`;
}

/**
 * Returns the content of a cursor of any list: its list name, then its values. Returns an empty list if it is not a
 * cursor.
 */
export function decodeAnyCursor(cursor: string): unknown[] {
  const parsed = parse(cursor);
  return Array.isArray(parsed) ? parsed : [];
}

const notOfThisList =
  'This cursor does not belong to this list and order. Use one from `edges.cursor` or `pageInfo` of the same list.';

/** Returns the error for a cursor of another list or order, or a text that is not a cursor. */
export function badCursor(argument: string): InvalidInput {
  return new InvalidInput(argument, notOfThisList);
}

/** Returns the values of a cursor of this list. Throws for any other text. */
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
