import { isStorable, pointerTo } from './check-text.ts';
import type { Complain } from './complain.ts';
import type { IssueCode } from './issue-codes.ts';
import { manifestLimits } from './manifest-limits.ts';

/**
 * Returns whether a JSON value can be stored and returned unchanged. `pointer` is its JSON pointer in the line.
 *
 * Reports characters that cannot be stored, whole numbers beyond 2^53, and infinite numbers.
 */
export function checkJsonValue(value: unknown, pointer: string, complain: Complain, depth = 0): boolean {
  // Pointers are built only for objects and issues. Most values are neither, so this saves time.
  if (typeof value !== 'object' || value === null)
    return isSoundScalar(value) || complain(pointer, ...problemOf(value));
  if (depth >= manifestLimits.metadataDepth) {
    return complain(
      pointer,
      'TOO_DEEP',
      'The value is nested too deeply.',
      `at most ${manifestLimits.metadataDepth} levels`,
    );
  }
  let sound = true;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const element: unknown = value[index];
      if (isSoundScalar(element)) continue;
      if (!checkJsonValue(element, `${pointer}/${index}`, complain, depth + 1)) sound = false;
    }
    return sound;
  }
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    const isKeyStorable = isStorable(key);
    if (isKeyStorable && isSoundScalar(member)) continue;
    const place = `${pointer}${pointerTo(key)}`;
    if (!isKeyStorable)
      sound = complain(
        place,
        'INVALID_CHARACTER',
        'The field name contains characters that cannot be stored.',
        storable,
      );
    if (!checkJsonValue(member, place, complain, depth + 1)) sound = false;
  }
  return sound;
}

/** Returns whether a value is a string, number, boolean or null that can be returned unchanged. */
function isSoundScalar(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value === 'number') return Number.isFinite(value) && !losesDigits(value);
  return typeof value !== 'object' || value === null;
}

function losesDigits(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
}

function problemOf(value: unknown): [code: IssueCode, message: string, expected: string] {
  if (typeof value === 'string')
    return ['INVALID_CHARACTER', 'The string contains characters that cannot be stored.', storable];
  if (losesDigits(value as number)) {
    return [
      'INVALID_NUMBER',
      'Whole numbers beyond 2^53 cannot be stored exactly. Write the number as a string.',
      'the digits as a string',
    ];
  }
  return ['INVALID_NUMBER', 'This number is too large.', 'a number below 1.8e308'];
}

/** Description of strings that can be stored, for error messages. */
export const storable = 'a string without U+0000 and without unpaired surrogates';
