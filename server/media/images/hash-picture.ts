import { rgbaToThumbHash } from 'thumbhash';
import type { ImageSource, ImageTasks } from './image-request.ts';
import { openImage, readable } from './open-image.ts';

/** Long edge of the pixels that are hashed. The hash has at most seven waves along it. */
const longEdge = 32;
/** Fewer pixels cannot hold the three waves that the hash has along the short edge. */
const minEdge = 6;

/** Returns the ThumbHash of a picture: a blurred copy in about 25 bytes, with its transparency. */
export async function hashPicture({ source }: ImageTasks['thumbhash']['input']): Promise<Uint8Array<ArrayBuffer>> {
  const { data, info } = await readable(() => smallPixels(source));
  return Uint8Array.from(rgbaToThumbHash(info.width, info.height, data));
}

async function smallPixels(source: ImageSource) {
  const { width, height } = await openImage(source, { failOn: 'none' }).metadata();
  const scale = longEdge / Math.max(width, height);
  const edge = (length: number) => Math.max(minEdge, Math.round(length * scale));
  return openImage(source, { failOn: 'none' })
    .resize({ width: edge(width), height: edge(height), fit: 'fill' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
}
