import { pointerTo } from './check-text.ts';
import type { IssueCode } from './issue-codes.ts';

/** Says what is wrong at a place of the line that is being read. Returns that the place is not sound. */
export type Complain = (pointer: string, code: IssueCode, message: string, expected?: string) => false;

/** Whether a JSON value is an object: neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reports members of an object whose names are not known. Returns whether there are none. */
export function checkFields(
  value: Record<string, unknown>,
  known: readonly string[],
  pointer: string,
  complain: Complain,
): boolean {
  let sound = true;
  for (const field of Object.keys(value)) {
    if (known.includes(field)) continue;
    const place = `${pointer}${pointerTo(field.slice(0, 100))}`;
    sound = complain(place, 'UNKNOWN_FIELD', 'There is no such field.', `one of ${known.join(', ')}`);
  }
  return sound;
}
