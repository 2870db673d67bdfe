import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import fresh from 'fresh';
import { type ContentEncoding, preferredEncoding } from './content-encoding.ts';
import { entityTag, hashContent } from './entity-tag.ts';

/** Text that is the same for every client, in each encoding. */
export interface EncodedText {
  hash: string;
  bodies: Record<ContentEncoding, Buffer>;
}

export async function encodeText(text: string, brotliQuality: number): Promise<EncodedText> {
  const body = Buffer.from(text);
  return {
    hash: hashContent(body),
    bodies: {
      br: await promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
      gzip: await promisify(gzip)(body),
      identity: body,
    },
  };
}

/**
 * Sends a text with its validator, or 304 if the client has this version. Sets the headers that depend on the encoding.
 */
export function sendEncoded(request: IncomingMessage, response: ServerResponse, { hash, bodies }: EncodedText) {
  const encoding = preferredEncoding(request);
  const etag = entityTag(hash, encoding);
  response.setHeader('etag', etag);
  response.appendHeader('vary', 'accept-encoding');
  if (fresh(request.headers, { etag })) {
    response.writeHead(304).end();
    return;
  }
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', bodies[encoding].length);
  response.end(request.method === 'HEAD' ? undefined : bodies[encoding]);
}
