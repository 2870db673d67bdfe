import { createHash } from 'node:crypto';
import type { ContentEncoding } from './content-encoding.ts';

/** Returns a hash of some bytes, for `entityTag`. */
export function hashContent(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 27);
}

/** Returns a strong validator. It identifies the bytes that are sent, which differ between encodings. */
export function entityTag(hash: string, encoding: ContentEncoding): string {
  return encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`;
}
