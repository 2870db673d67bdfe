const mebibyte = 1024 ** 2;
const leastPartByteSize = 8 * mebibyte;
const mostParts = 10_000;

/** The size of each part but the last: at least 8 MiB, and so large that 10,000 parts, the most S3 takes, hold the file. */
export function partByteSizeFor(byteSize: number): number {
  return Math.max(leastPartByteSize, Math.ceil(byteSize / mostParts / mebibyte) * mebibyte);
}

/** How a file is cut. Parts are numbered from 1. */
export interface PartLayout {
  byteSize: number;
  partByteSize: number;
}

export function partCountOf({ byteSize, partByteSize }: PartLayout): number {
  return Math.ceil(byteSize / partByteSize);
}

/** The exact size of a part. */
export function byteSizeOfPart({ byteSize, partByteSize }: PartLayout, partNumber: number): number {
  return Math.min(partByteSize, byteSize - (partNumber - 1) * partByteSize);
}
