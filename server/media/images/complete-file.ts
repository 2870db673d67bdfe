import { constants } from 'node:fs';
import { copyFile, stat, truncate } from 'node:fs/promises';

/** Maximum size of a completed file. The zeros are a hole in it and take no space on the disk. */
const maxByteSize = 1024 ** 3;
/** The same for a WebP, whose header may say anything. */
const maxWebpByteSize = 256 * 1024 ** 2;
/** Bytes of a pixel with four channels of 16 bits. */
const pixelByteSize = 8;
/** Bytes of a WebP up to the end of its size. */
export const webpHeaderByteSize = 30;
/** Room for headers and tables. */
const headerByteSize = 65_536;

/**
 * Makes a copy of an incomplete image with zeros in place of its missing end, long enough for any encoding of its
 * pixels. Returns its path, or null if the image is too large or the file is long enough.
 */
export async function completedImage(path: string, size: { width: number; height: number }): Promise<string | null> {
  const byteSize = size.width * size.height * pixelByteSize + headerByteSize;
  return completed(path, byteSize);
}

/**
 * Makes the same copy of a WebP that is shorter than its header says. Returns its path, or null if the file is
 * complete, or too short to contain an image.
 */
export async function completedWebp(path: string, firstBytes: Uint8Array): Promise<string | null> {
  if (firstBytes.byteLength < webpHeaderByteSize) return null;
  const byteSize = Buffer.from(firstBytes).readUInt32LE(4) + 8;
  return byteSize > maxWebpByteSize ? null : completed(path, byteSize);
}

async function completed(path: string, byteSize: number): Promise<string | null> {
  const { size } = await stat(path);
  if (byteSize <= size || byteSize > maxByteSize) return null;
  const copy = `${path}.completed`;
  await copyFile(path, copy, constants.COPYFILE_FICLONE);
  await truncate(copy, byteSize);
  return copy;
}
