import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from './crc32c.ts';

/**
 * Algorithms of the checksums that a client can declare with `x-amz-checksum-<name>`. The store compares them with the
 * bytes.
 */
export const checksumAlgorithms = ['sha256', 'sha1', 'crc32', 'crc32c'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

export interface Checksum {
  algorithm: ChecksumAlgorithm;
  /**
   * Checksum in base64. If `type` is COMPOSITE, it is a checksum of the checksums of the parts, followed by `-<number
   * of parts>`.
   */
  value: string;
  type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** Computes a digest of bytes that are added in several calls. */
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
