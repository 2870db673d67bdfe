import type { IncomingMessage } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * What is shorter goes as it is: it fits in a few packets anyway. No answer with a secret in it, such as that of
 * `createApiToken`, is this long, so that the length of a compressed answer tells nothing about one (BREACH).
 */
const worthwhileBytes = 4_096;

export interface CompressedText {
  encoding: 'br' | 'gzip' | 'identity';
  /** A text that stays as it is goes with its headers in one piece. */
  body: Buffer | string;
  byteSize: number;
}

/**
 * A text in the encoding that the client likes best, at the quality that costs least: a page of 50 items takes a sixth of its
 * bytes then, for 0.05 ms. (RFC 9110, section 12.5.3.)
 */
export function compressText({ headers }: IncomingMessage, text: string): CompressedText {
  const byteSize = Buffer.byteLength(text);
  const encoding = byteSize < worthwhileBytes ? 'identity' : preferredEncoding(headers['accept-encoding']);
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

/** Brotli before gzip before nothing, of those that the client gives a quality above zero. */
export function preferredEncoding(accepted = ''): CompressedText['encoding'] {
  const takenByName = new Map<string, boolean>();
  for (const range of accepted.split(',')) {
    const [coding = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    takenByName.set(coding, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)));
  }
  const takes = (coding: string) => takenByName.get(coding) ?? takenByName.get('*') ?? false;
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}
