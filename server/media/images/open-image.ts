import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { maxPixels } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';
import type { ImageSource } from './image-request.ts';

// Allows only the decoders of photographs, whatever type a file declares: no documents or scripts.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff'].map((format) => `VipsForeignLoad${format}`),
});
// Each image is decoded only once.
sharp.cache(false);
sharp.concurrency(2);

/** Opens the first page or frame of an image. */
export function openImage(source: ImageSource, options: SharpOptions = {}): Sharp {
  return sharp(source, { limitInputPixels: maxPixels, failOn: 'error', pages: 1, sequentialRead: true, ...options });
}

/** Runs `work` with the renderer of vector graphics enabled. It is disabled for files of other types. */
export async function withDrawings<Result>(work: () => Promise<Result>): Promise<Result> {
  const drawings = { operation: ['VipsForeignLoadSvg'] };
  sharp.unblock(drawings);
  try {
    return await work();
  } finally {
    sharp.block(drawings);
  }
}

/**
 * Returns whether a decoder rejects a valid layout, such as 8-bit CIELab. The format was recognized by its signature
 * before, so a file of an "unsupported image format" is damaged.
 */
function isLayout(message: string): boolean {
  const text = message.replaceAll(/unsupported (image format|marker)/gi, '');
  return /samples out of range|bad labq format|no known route|unsupported|not supported/i.test(text);
}

/** Throws `Unreadable` instead of a decoder's error about a file. */
export async function readable<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (/exceeds pixel limit/i.test(message)) throw new Unreadable('IMAGE_TOO_LARGE', { cause: error });
    if (/memory|allocate/i.test(message)) throw new Unreadable('TOO_MUCH_MEMORY', { cause: error });
    throw new Unreadable(isLayout(message) ? 'IMAGE_NOT_DECODED' : 'IMAGE_DAMAGED', { cause: error });
  }
}
