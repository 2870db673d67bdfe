import { isObject } from './complain.ts';

/** Returns the key of a parsed line, as far as issues can name it. */
export function keyOf(value: unknown): string | null {
  return isObject(value) && typeof value['key'] === 'string' ? value['key'] : null;
}
