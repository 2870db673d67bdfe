import { createHash, hash } from 'node:crypto';
import { S3Error } from '../protocol/s3-error.ts';
import type { Authenticated } from '../signing/authenticate.ts';
import { hmacHex, scopeText, sha256Hex } from '../signing/sigv4.ts';
import { ByteReader } from './byte-reader.ts';

const emptyDigest = hash('sha256', '', 'hex');

/**
 * Yields the bytes of a body in `aws-chunked` encoding. If the chunks are signed, checks each signature. Adds the
 * headers after the last chunk to `trailers`.
 */
export async function* readChunked(
  body: AsyncIterable<Buffer>,
  framing: { signed: boolean; trailer: boolean },
  authenticated: Authenticated,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(body);
  const chain = framing.signed ? new SignatureChain(authenticated) : null;
  let byteSize: number;
  do {
    const frame = parseFrame(await reader.line());
    byteSize = frame.byteSize;
    const digest = chain && createHash('sha256');
    for await (const bytes of reader.bytes(byteSize)) {
      digest?.update(bytes);
      yield bytes;
    }
    if (digest) chain?.verifyFrame(digest.digest('hex'), frame.signature);
    if (byteSize > 0 || !framing.trailer) await reader.emptyLine();
  } while (byteSize > 0);

  if (framing.trailer) await readTrailers(reader, chain, trailers);
  if (!(await reader.ended())) throw malformed();
}

function parseFrame(line: string): { byteSize: number; signature: string | undefined } {
  const match = /^(?<size>[0-9a-f]{1,12})(?:;chunk-signature=(?<signature>[0-9a-f]{64}))?$/i.exec(line);
  if (!match?.groups) throw malformed();
  return { byteSize: Number.parseInt(match.groups['size'] ?? '', 16), signature: match.groups['signature'] };
}

async function readTrailers(
  reader: ByteReader,
  chain: SignatureChain | null,
  trailers: Map<string, string>,
): Promise<void> {
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const colon = line.indexOf(':');
    if (colon < 1 || trailers.size > 8) throw malformed();
    trailers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  if (!chain) return;
  const signature = trailers.get('x-amz-trailer-signature');
  const signed = [...trailers].filter(([name]) => name !== 'x-amz-trailer-signature');
  chain.verifyTrailer(sha256Hex(signed.map(([name, value]) => `${name}:${value}\n`).join('')), signature);
}

/**
 * Checks the signatures of chunks. Each signature includes the previous one. The first includes the signature of the
 * request.
 */
class SignatureChain {
  readonly #authenticated: Authenticated;
  #previous: string;

  constructor(authenticated: Authenticated) {
    this.#authenticated = authenticated;
    this.#previous = authenticated.signature;
  }

  verifyFrame(digest: string, signature: string | undefined): void {
    this.#verify(['AWS4-HMAC-SHA256-PAYLOAD', `${emptyDigest}\n${digest}`], signature);
  }

  verifyTrailer(digest: string, signature: string | undefined): void {
    this.#verify(['AWS4-HMAC-SHA256-TRAILER', digest], signature);
  }

  #verify([kind, digests]: [string, string], signature: string | undefined): void {
    const { timestamp, scope, signingKey } = this.#authenticated;
    const expected = hmacHex(signingKey, [kind, timestamp, scopeText(scope), this.#previous, digests].join('\n'));
    if (signature !== expected) {
      throw new S3Error('SignatureDoesNotMatch', 'The signature of a piece of the body does not match its bytes.');
    }
    this.#previous = expected;
  }
}

function malformed(): S3Error {
  return new S3Error('IncompleteBody', 'The body is not framed as aws-chunked, or it ends too early.');
}
