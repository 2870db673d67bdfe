import { S3Error } from '../protocol/s3-error.ts';
import { headerOf, type S3Request } from '../protocol/s3-request.ts';
import type { Authenticated } from '../signing/authenticate.ts';
import { type ChecksumAlgorithm, checksumAlgorithms, digestByteSize, isChecksumAlgorithm } from './checksums.ts';

/** Size, digests and encoding of a body, as declared in the headers of a request. */
export interface DeclaredPayload {
  byteSize: number;
  /**
   * Chunks of `aws-chunked`: whether they are signed, and whether headers follow the last one. Null for a plain body.
   */
  framing: { signed: boolean; trailer: boolean } | null;
  sha256: string | null;
  md5: Buffer | null;
  /** Declared checksum. `value` is `null` if the checksum follows in the trailer. */
  checksum: { algorithm: ChecksumAlgorithm; value: Buffer | null } | null;
}

export function readDeclaredPayload(request: S3Request, { payloadHash }: Authenticated): DeclaredPayload {
  const framing = payloadHash.startsWith('STREAMING-')
    ? { signed: payloadHash.includes('HMAC'), trailer: payloadHash.endsWith('-TRAILER') }
    : null;
  return {
    byteSize: readByteSize(request, framing !== null),
    framing,
    sha256: /^[0-9a-f]{64}$/.test(payloadHash) ? payloadHash : null,
    md5: readMd5(request),
    checksum: readChecksum(request),
  };
}

function readByteSize(request: S3Request, framed: boolean): number {
  const name = framed ? 'x-amz-decoded-content-length' : 'content-length';
  const byteSize = headerOf(request, name);
  if (byteSize === undefined) throw new S3Error('MissingContentLength', `You must provide the ${name} HTTP header.`);
  if (!/^\d{1,15}$/.test(byteSize)) throw new S3Error('InvalidArgument', `${name} is not a number of bytes.`);
  return Number(byteSize);
}

function readMd5(request: S3Request): Buffer | null {
  const value = headerOf(request, 'content-md5');
  if (value === undefined) return null;
  const md5 = decodeDigest(value, 16);
  if (!md5) throw new S3Error('InvalidDigest', 'The Content-MD5 you specified is not valid.');
  return md5;
}

function readChecksum(request: S3Request): DeclaredPayload['checksum'] {
  const declared = Object.keys(request.message.headers)
    .concat([...request.query.keys()].map((name) => name.toLowerCase()))
    .map((name) => /^x-amz-checksum-(?!mode$|type$|algorithm$)(.+)$/.exec(name)?.[1])
    .filter((name) => name !== undefined);
  const inTrailer = (headerOf(request, 'x-amz-trailer') ?? '').split(',').flatMap((name) => {
    return /^\s*x-amz-checksum-(\S+)\s*$/i.exec(name)?.[1]?.toLowerCase() ?? [];
  });
  const names = [...declared, ...inTrailer];
  if (names.length > 1) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum types are not allowed.',
    );
  }
  const name = names[0];
  const announced = headerOf(request, 'x-amz-sdk-checksum-algorithm')?.toLowerCase();
  if (announced !== undefined && announced !== name) {
    throw new S3Error(
      'InvalidRequest',
      `x-amz-sdk-checksum-algorithm says ${announced}, but no checksum of that kind follows.`,
    );
  }
  if (name === undefined) return null;
  if (!isChecksumAlgorithm(name)) {
    throw new S3Error(
      'NotImplemented',
      `The checksum algorithm ${name} is not supported. Use one of: ${checksumAlgorithms.join(', ')}.`,
    );
  }
  if (inTrailer.length > 0) return { algorithm: name, value: null };
  return { algorithm: name, value: decodeChecksum(name, headerOf(request, `x-amz-checksum-${name}`) ?? '') };
}

export function decodeChecksum(algorithm: ChecksumAlgorithm, text: string): Buffer {
  const digest = decodeDigest(text, digestByteSize(algorithm));
  if (!digest) throw new S3Error('InvalidRequest', `Value for x-amz-checksum-${algorithm} header is invalid.`);
  return digest;
}

function decodeDigest(text: string, byteSize: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === byteSize && bytes.toString('base64') === text ? bytes : null;
}
