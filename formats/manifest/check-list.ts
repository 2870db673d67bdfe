import type { Complain } from './complain.ts';

/** Reads an optional list of at most `maxLength` elements. Returns an empty list if there are more. */
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
