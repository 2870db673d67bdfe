import { InvalidInput } from '../errors.ts';

/** The sort values of a row, which is what a cursor remembers: never the row itself, which may be gone tomorrow. */
export type CursorValue = string | number | boolean | null;

/**
 * Makes an opaque cursor. `list` names the list and its order: a cursor of one list means nothing in another, and is
 * refused there.
 */
export function encodeCursor(list: string, values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString('base64url');
}

/** The same in SQL, of an expression of the JSON text. */
export function cursorSql(json: string): string {
  return `translate(encode(convert_to(${json}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

/**
 * The same of a text that has nothing but ASCII letters, digits and any of `[]{}",:.-_ `: no three of these bytes make a `+`
 * or a `/` in base64, and the text needs no conversion, which is a good part of what a page of cursors costs.
 */
export function plainCursorSql(json: string): string {
  return `rtrim(replace(encode((${json})::bytea, 'base64'), E'\\n', ''), '=')`;
}

/** What a cursor of any list holds, its list first; nothing when it is none. */
export function decodeAnyCursor(cursor: string): unknown[] {
  const parsed = parse(cursor);
  return Array.isArray(parsed) ? parsed : [];
}

const notOfThisList = 'This is not a cursor of this list in this order. Take one from `edges.cursor` or `pageInfo`.';

/** The error for a cursor of another list or order, and for a text that is no cursor. */
export function badCursor(argument: string): InvalidInput {
  return new InvalidInput(argument, notOfThisList);
}

/** Reads a cursor of this list, or says that it is none. */
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
