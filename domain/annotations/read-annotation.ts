import { checkAnnotation } from '#formats/manifest/check-annotation.ts';
import { isStorable } from '#formats/manifest/check-text.ts';
import type { AnnotationContent } from '#formats/manifest/item-content.ts';
import { normaliseTag } from '#formats/text/normalise-tags.ts';
import { InvalidInput } from '../errors.ts';

const longestNote = 2_000;

/**
 * Reads an annotation by the same rules as annotations of a manifest. Throws `InvalidInput` for the first invalid
 * property.
 */
export function readAnnotation(value: object): AnnotationContent {
  const content = checkAnnotation(value, '', (pointer, _code, message, expected) => {
    throw new InvalidInput(
      pointer.slice(1).replaceAll('/', '.'),
      expected ? `${message} Expected: ${expected}.` : message,
    );
  });
  if (!content) throw new InvalidInput('geometry', 'The annotation is not valid.');
  return { ...content, label: normaliseTag(content.label) };
}

/**
 * Returns a note in its stored form, or null if the note is empty. Throws `InvalidInput` if it is too long or cannot be
 * stored.
 */
export function readNote(note: string | null | undefined): string | null {
  if (!note) return null;
  if (note.length > longestNote) throw new InvalidInput('note', `A note can have at most ${longestNote} characters.`);
  if (!isStorable(note))
    throw new InvalidInput(
      'note',
      'The note contains characters that cannot be stored: U+0000 or an unpaired surrogate.',
    );
  return note;
}
