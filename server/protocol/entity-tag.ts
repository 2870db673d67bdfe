import { createHash } from 'node:crypto';
import type { ContentEncoding } from './content-encoding.ts';

/** Returns a hash of the bytes, for `entityTag`. */
export function hashContent(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 27);
}

/** Returns a strong validator. It includes the encoding, because the sent bytes differ between encodings. */
export function entityTag(hash: string, encoding: ContentEncoding): string {
  return encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`;
}
