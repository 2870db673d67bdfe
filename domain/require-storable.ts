import { isStorable } from '#formats/manifest/check-text.ts';
import { InvalidInput } from './errors.ts';

/** Maximum length of any text in an argument. Single arguments can have lower limits. */
const maxCharacters = 100_000;
const maxDepth = 64;

/**
 * Throws `InvalidInput` for the first text in a value that PostgreSQL cannot store or that is too long. Also checks the
 * keys of objects. `path` is the path of the value in the input.
 */
export function requireStorable(value: unknown, path: string, depth = 0): void {
  if (typeof value === 'string') return requireText(value, path);
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  if (depth > maxDepth) throw new InvalidInput(cut(path), `The value can be nested at most ${maxDepth} levels deep.`);
  for (const [key, inner] of Object.entries(value)) {
    const place = path ? `${path}.${key}` : key;
    if (!Array.isArray(value)) requireText(key, path);
    requireStorable(inner, place, depth + 1);
  }
}

function requireText(text: string, path: string) {
  if (text.length > maxCharacters) {
    throw new InvalidInput(cut(path), `This text has ${text.length} characters. The maximum is ${maxCharacters}.`);
  }
  if (!isStorable(text)) {
    throw new InvalidInput(
      cut(path),
      'This text contains U+0000 or an unpaired surrogate, which cannot be stored. Remove it.',
    );
  }
}

function cut(path: string): string {
  const readable = path.toWellFormed().replaceAll('\0', '�');
  return readable.length > 200 ? `${readable.slice(0, 200)}…` : readable;
}
