import type { IncomingMessage } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type ContentEncoding, preferredEncoding } from './content-encoding.ts';

/**
 * Minimum size for compression. Shorter texts fit into a few packets. Responses that contain a secret, such as that of
 * `createApiToken`, are shorter and thus never compressed. This prevents the BREACH attack, which guesses secrets from
 * compressed lengths.
 */
const minCompressedBytes = 4_096;

export interface CompressedText {
  encoding: ContentEncoding;
  /** String if uncompressed, because Node then sends it in the same packet as the headers. */
  body: Buffer | string;
  byteSize: number;
}

/**
 * Compresses a text with the encoding that the client prefers, at the cheapest quality. A page of 50 items shrinks to a
 * sixth of its bytes in 0.05 ms.
 */
export function compressText(request: IncomingMessage, text: string): CompressedText {
  const byteSize = Buffer.byteLength(text);
  const encoding = byteSize < minCompressedBytes ? 'identity' : preferredEncoding(request);
  if (encoding === 'identity') return { encoding, body: text, byteSize };
  const body =
    encoding === 'br'
      ? brotliCompressSync(text, brotliOptions(byteSize))
      : gzipSync(text, { level: constants.Z_BEST_SPEED });
  return { encoding, body, byteSize: body.length };
}

function brotliOptions(byteSize: number) {
  return {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 1,
      [constants.BROTLI_PARAM_SIZE_HINT]: byteSize,
    },
  };
}
