import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

export type ContentEncoding = 'br' | 'gzip' | 'identity';

/** Preference of the server between encodings that the client rates equally. */
const ranks: Record<ContentEncoding, number> = { br: 1, gzip: 2, identity: 3 };
const encodings = (Object.keys(ranks) as ContentEncoding[]).sort((one, other) => ranks[one] - ranks[other]);

/** Returns the encoding that the client prefers. (RFC 9110, section 12.5.3.) */
export function preferredEncoding(request: Pick<IncomingMessage, 'headers'>): ContentEncoding {
  const preferred = new Negotiator(request).encodings(encodings, { preferred: encodings });
  return encodings.find((encoding) => encoding === preferred[0]) ?? 'identity';
}
