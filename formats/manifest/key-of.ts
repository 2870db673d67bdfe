import { isObject } from '../is-object.ts';
import { hasControlCharacters, isLongerThan, isStorable } from './check-text.ts';
import { manifestLimits } from './manifest-limits.ts';

/** Returns whether a key has 1 to 512 bytes and no control characters. */
export function isKey(key: string): boolean {
  return key !== '' && !isLongerThan(key, manifestLimits.keyByteSize) && !hasControlCharacters(key);
}

/** Returns the key of a parsed line. Returns null if it has no key, or a key that cannot be stored. */
export function keyOf(value: unknown): string | null {
  const key = isObject(value) ? value['key'] : null;
  return typeof key === 'string' && isKey(key) && isStorable(key) ? key : null;
}
