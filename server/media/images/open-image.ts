import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { maxPixels } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';
import type { ImageSource } from './image-request.ts';

// Only the decoders of photographs, whatever a file says it is: no documents or scripts.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff'].map((format) => `VipsForeignLoad${format}`),
});
// An image is decoded once.
sharp.cache(false);
sharp.concurrency(2);

/** Opens the first page or frame of an image. */
export function openImage(source: ImageSource, options: SharpOptions = {}): Sharp {
  return sharp(source, { limitInputPixels: maxPixels, failOn: 'error', pages: 1, sequentialRead: true, ...options });
}

/** Lets `work` use the renderer of vector graphics, which files of other types do not reach. */
export async function withDrawings<Result>(work: () => Promise<Result>): Promise<Result> {
  const drawings = { operation: ['VipsForeignLoadSvg'] };
  sharp.unblock(drawings);
  try {
    return await work();
  } finally {
    sharp.block(drawings);
  }
}

/** Throws `Unreadable` for what a decoder says of a file. */
export async function readable<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (/exceeds pixel limit/i.test(message)) throw new Unreadable('IMAGE_TOO_LARGE', { cause: error });
    if (/memory|allocate/i.test(message)) throw new Unreadable('TOO_MUCH_MEMORY', { cause: error });
    if (/unsupported image format|samples out of range|unsupported|not supported/i.test(message)) {
      throw new Unreadable('IMAGE_NOT_DECODED', { cause: error });
    }
    throw new Unreadable('IMAGE_DAMAGED', { cause: error });
  }
}
