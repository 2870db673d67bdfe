const mebibyte = 1024 ** 2;
const leastPartByteSize = 8 * mebibyte;
const maxParts = 10_000;

/**
 * Returns the size of all parts except the last. It is at least 8 MiB, and large enough that 10,000 parts, the maximum
 * of S3, contain the file.
 */
export function partByteSizeFor(byteSize: number): number {
  return Math.max(leastPartByteSize, Math.ceil(byteSize / maxParts / mebibyte) * mebibyte);
}

/** Sizes of a file and its parts. Parts are numbered from 1. */
export interface PartLayout {
  byteSize: number;
  partByteSize: number;
}

export function partCountOf({ byteSize, partByteSize }: PartLayout): number {
  return Math.ceil(byteSize / partByteSize);
}

/** Returns the exact size of a part. */
export function byteSizeOfPart({ byteSize, partByteSize }: PartLayout, partNumber: number): number {
  return Math.min(partByteSize, byteSize - (partNumber - 1) * partByteSize);
}
