import { S3Error } from '../protocol/s3-error.ts';
import type { S3Request } from '../protocol/s3-request.ts';
import type { Authenticated } from '../signing/authenticate.ts';
import { readChunked } from './aws-chunked.ts';
import { type Checksum, createDigest } from './checksums.ts';
import { type DeclaredPayload, decodeChecksum, readDeclaredPayload } from './declared-payload.ts';

export interface ReceivedPayload {
  byteSize: number;
  md5: Buffer;
  /** Checksum that the client declared and that is correct, or null. */
  checksum: Checksum | null;
}

/**
 * Passes the body of a request to `write`, chunk by chunk. Resolves only if the length and every declared digest are
 * correct. Before that, the caller must not use the written bytes.
 */
export async function receivePayload(
  request: S3Request,
  authenticated: Authenticated,
  options: { maxByteSize: number; write: (bytes: Buffer) => Promise<void> | void },
): Promise<ReceivedPayload> {
  const declared = readDeclaredPayload(request, authenticated);
  if (declared.byteSize > options.maxByteSize) {
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size.', {
      facts: { ProposedSize: String(declared.byteSize), MaxSizeAllowed: String(options.maxByteSize) },
    });
  }
  const md5 = createDigest('md5');
  const sha256 = declared.sha256 === null ? null : createDigest('sha256');
  const checksum = declared.checksum && createDigest(declared.checksum.algorithm);
  const trailer = new Map<string, string>();

  request.acceptBody();
  let byteSize = 0;
  for await (const bytes of openBody(request, authenticated, declared, trailer)) {
    byteSize += bytes.length;
    if (byteSize > declared.byteSize) break;
    for (const digest of [md5, sha256, checksum]) digest?.update(bytes);
    await options.write(bytes);
  }
  if (byteSize !== declared.byteSize) {
    throw new S3Error(
      'IncompleteBody',
      'You did not provide the number of bytes specified by the Content-Length HTTP header.',
    );
  }

  const md5Bytes = md5.digest();
  if (sha256 && sha256.digest().toString('hex') !== declared.sha256) {
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      'The provided x-amz-content-sha256 header does not match what was computed.',
    );
  }
  if (declared.md5 && !declared.md5.equals(md5Bytes)) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  return { byteSize, md5: md5Bytes, checksum: checksum && verifyChecksum(declared, checksum.digest(), trailer) };
}

function openBody(
  request: S3Request,
  authenticated: Authenticated,
  declared: DeclaredPayload,
  trailer: Map<string, string>,
) {
  // The request must not be destroyed when reading stops early. Otherwise the connection could not send the response.
  const body: AsyncIterable<Buffer> = request.message.iterator({ destroyOnReturn: false });
  return declared.framing ? readChunked(body, declared.framing, authenticated, trailer) : body;
}

function verifyChecksum(
  { checksum }: DeclaredPayload,
  computed: Buffer,
  trailer: Map<string, string>,
): Checksum | null {
  if (!checksum) return null;
  const { algorithm } = checksum;
  const expected = checksum.value ?? decodeChecksum(algorithm, trailer.get(`x-amz-checksum-${algorithm}`) ?? '');
  if (!expected.equals(computed)) {
    throw new S3Error(
      'BadDigest',
      `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
  return { algorithm, value: computed.toString('base64'), type: 'FULL_OBJECT' };
}
