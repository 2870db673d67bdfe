import type { Complain } from './complain.ts';

/** Reads a list that may be left out, up to a number of elements. Returns an empty list if there are more. */
export function checkList(value: unknown, pointer: string, maxLength: number, complain: Complain): unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    complain(pointer, 'WRONG_TYPE', 'This is a list.', 'a JSON array');
    return [];
  }
  if (value.length > maxLength) {
    complain(pointer, 'TOO_MANY', `There are ${value.length}.`, `at most ${maxLength}`);
    return [];
  }
  return value;
}
