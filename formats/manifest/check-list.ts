import type { Complain } from './complain.ts';

/**
 * Checks an optional list of at most `maxLength` elements, and returns it. Reports an issue and returns an empty list
 * if it has more.
 */
export function checkList(value: unknown, pointer: string, maxLength: number, complain: Complain): unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    complain(pointer, 'WRONG_TYPE', 'The value must be a list.', 'a JSON array');
    return [];
  }
  if (value.length > maxLength) {
    complain(pointer, 'TOO_MANY', `The list has ${value.length} entries.`, `at most ${maxLength} entries`);
    return [];
  }
  return value;
}
