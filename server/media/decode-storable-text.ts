import { decodeText } from '#formats/decode-text.ts';
import { Unreadable } from './unreadable.ts';

/** The text of a file, as PostgreSQL can keep it. Throws `Unreadable` if the file is not text. */
export function decodeStorableText(bytes: Uint8Array, contentType?: string): string {
  const decoded = decodeText(bytes, contentType);
  if (!decoded) throw new Unreadable('The file is not text, whatever its type says.');
  return decoded.text.replaceAll('\0', '').toWellFormed();
}
