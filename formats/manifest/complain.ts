import { pointerTo } from './check-text.ts';
import type { IssueCode } from './issue-codes.ts';

/**
 * Function that reports an issue at a JSON pointer in the line. It always returns false, so that checks can return its
 * result.
 */
export type Complain = (pointer: string, code: IssueCode, message: string, expected?: string) => false;

/** Reports members of an object whose names are unknown. Returns whether all names are known. */
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
    sound = complain(
      place,
      'UNKNOWN_FIELD',
      'This field is unknown. Correct its name or remove it.',
      `one of ${known.join(', ')}`,
    );
  }
  return sound;
}
