import { pointerTo } from './check-text.ts';
import type { IssueCode } from './issue-codes.ts';

/** Reports a problem at a place of the line that is being read. Always returns false: the place has a problem. */
export type Complain = (pointer: string, code: IssueCode, message: string, expected?: string) => false;

/** Reports members of an object with unknown names. Returns whether it has only known ones. */
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
