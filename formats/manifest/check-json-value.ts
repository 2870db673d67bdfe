import { isStorable, pointerTo } from './check-text.ts';
import type { Complain } from './complain.ts';
import { manifestLimits } from './manifest-limits.ts';

/**
 * Complains of whatever in a JSON value could not be given back as it came: characters that cannot be stored, whole
 * numbers beyond 2^53, numbers without end. `pointer` leads to the value.
 */
export function checkJsonValue(value: unknown, pointer: string, complain: Complain, depth = 0): void {
  if (typeof value === 'string') {
    if (!isStorable(value)) complain(pointer, 'INVALID_CHARACTER', 'This text cannot be stored.', storable);
    return;
  }
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21) {
      complain(pointer, 'INVALID_NUMBER', 'A whole number beyond 2^53 loses digits.', 'a string with the digits');
    } else if (!Number.isFinite(value)) {
      complain(pointer, 'INVALID_NUMBER', 'This number is too large.', 'a number below 1.8e308');
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth >= manifestLimits.metadataDepth) {
    complain(pointer, 'TOO_DEEP', 'This is nested too deeply.', `at most ${manifestLimits.metadataDepth} levels`);
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      // A pointer is made for what may need one.
      if (typeof element !== 'boolean' && element !== null) {
        checkJsonValue(element, `${pointer}/${index}`, complain, depth + 1);
      }
    }
    return;
  }
  for (const key of Object.keys(value)) {
    const place = `${pointer}${pointerTo(key)}`;
    if (!isStorable(key)) complain(place, 'INVALID_CHARACTER', 'This name cannot be stored.', storable);
    checkJsonValue((value as Record<string, unknown>)[key], place, complain, depth + 1);
  }
}

/** Names the texts that can be stored, for error messages. */
export const storable = 'text without U+0000 and without half a surrogate pair';
