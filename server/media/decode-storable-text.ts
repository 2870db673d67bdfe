import { type DecodedText, decodeText, type EncodingSource } from '#formats/decode-text.ts';
import { Unreadable } from './unreadable.ts';

export interface StorableText {
  text: string;
  /** A sentence for users about an encoding that was detected or declared wrongly, or null. */
  note: string | null;
}

/**
 * Decodes a text file, and leaves out characters that PostgreSQL cannot store. Throws `Unreadable` if the file is not
 * text.
 */
export async function decodeStorableText(bytes: Uint8Array, contentType: string): Promise<StorableText> {
  const decoded = await decodeText(bytes, contentType);
  if (!decoded) throw new Unreadable('NOT_TEXT');
  return { text: decoded.text.replaceAll('\0', '').toWellFormed(), note: noteOn(decoded) };
}

function noteOn({ encoding, source, wrongCharset }: DecodedText): string | null {
  if (wrongCharset !== undefined) return `The file is not in its declared charset and was decoded as ${encoding}.`;
  return isGuess[source] ? `The encoding is not declared. ${encoding} was detected.` : null;
}

const isGuess: Record<EncodingSource, boolean> = {
  BYTE_ORDER_MARK: false,
  DECLARED: false,
  UTF_16: false,
  UTF_8: false,
  DETECTED: true,
};
