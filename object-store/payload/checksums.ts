import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from './crc32c.ts';

/** Digests that a client may declare with `x-amz-checksum-<name>`. They are checked against the bytes. */
export const checksumAlgorithms = ['sha256', 'sha1', 'crc32', 'crc32c'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

export interface Checksum {
  algorithm: ChecksumAlgorithm;
  /**
   * The checksum in base64. If `type` is COMPOSITE, it is one of the parts' checksums, followed by `-<number of
   * parts>`.
   */
  value: string;
  type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** Computes a digest of bytes that are added piece by piece. */
export interface Digest {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

export function createDigest(algorithm: ChecksumAlgorithm | 'md5'): Digest {
  if (algorithm === 'crc32') return createCrc(crc32);
  if (algorithm === 'crc32c') return createCrc(crc32c);
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}

export function digestByteSize(algorithm: ChecksumAlgorithm): number {
  return { sha256: 32, sha1: 20, crc32: 4, crc32c: 4 }[algorithm];
}

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return checksumAlgorithms.some((algorithm) => algorithm === name);
}

function createCrc(crc: (bytes: Uint8Array, previous: number) => number): Digest {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc(bytes, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}
