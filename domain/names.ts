import { InvalidInput } from './errors.ts';

/**
 * Returns a name without surrounding spaces. Throws `InvalidInput` if it is empty, longer than `maxCharacters`, or
 * contains control characters.
 */
export function requireName(name: string, maxCharacters: number, path = 'name', what = 'A name'): string {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > maxCharacters || /\p{Cc}/u.test(trimmed)) {
    throw new InvalidInput(path, `${what} must have 1 to ${maxCharacters} characters, on one line.`);
  }
  return trimmed;
}
