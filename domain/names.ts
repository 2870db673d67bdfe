import { InvalidInput } from './errors.ts';

/** A name for people: trimmed, not empty, no longer than this, and on one line. */
export function requireName(name: string, mostCharacters: number, path = 'name'): string {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > mostCharacters || /\p{Cc}/u.test(trimmed)) {
    throw new InvalidInput(path, `A name has 1 to ${mostCharacters} characters, on one line.`);
  }
  return trimmed;
}
