import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

export type ContentEncoding = 'br' | 'gzip' | 'identity';

/** The encodings in the server's order of preference. It decides between those that the client rates equally. */
const encodings = ['br', 'gzip', 'identity'] satisfies ContentEncoding[];

/** Returns the encoding that the client prefers. (RFC 9110, section 12.5.3.) */
export function preferredEncoding(request: Pick<IncomingMessage, 'headers'>): ContentEncoding {
  const preferred = new Negotiator(request).encodings(encodings, { preferred: encodings });
  return encodings.find((encoding) => encoding === preferred[0]) ?? 'identity';
}
