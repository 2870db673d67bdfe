import sharp, { type Sharp } from 'sharp';
import { Unreadable } from './unreadable.ts';

// Only the decoders of photographs, whatever a file says it is: no vector graphics, documents or scripts.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff'].map((format) => `VipsForeignLoad${format}`),
});
// What was decoded once is not asked for again.
sharp.cache(false);
sharp.concurrency(2);

/** An image of more pixels is not decoded: 16,383 × 16,383. */
const mostPixels = 16_383 ** 2;
const timeoutSeconds = 120;

export interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
}

/** How large an image is when it stands upright. Of a moving one, its first frame. */
export async function measureImage(input: string): Promise<{ width: number; height: number }> {
  const { autoOrient } = await readable(() => open(input).metadata());
  return { width: autoOrient.width, height: autoOrient.height };
}

/** A WebP of an image, upright and in sRGB, that fits into a square; smaller images keep their size. */
export async function shrinkImage(
  input: string | Buffer,
  { longEdge, quality = 78 }: { longEdge: number; quality?: number },
): Promise<Picture> {
  const { data, info } = await readable(() =>
    open(input)
      .autoOrient()
      .resize({ width: longEdge, height: longEdge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality })
      .timeout({ seconds: timeoutSeconds })
      .toBuffer({ resolveWithObject: true }),
  );
  return { bytes: data, width: info.width, height: info.height };
}

/** How much there is to see, from 0 for one plain colour. */
export async function contrastOf(input: Buffer): Promise<number> {
  const { channels } = await readable(() => open(input).stats());
  return Math.max(...channels.slice(0, 3).map(({ stdev }) => stdev));
}

function open(input: string | Buffer): Sharp {
  return sharp(input, { limitInputPixels: mostPixels, failOn: 'error', pages: 1, sequentialRead: true });
}

/** sharp's messages are about the file and nothing else. */
async function readable<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    if (message.includes('exceeds pixel limit')) {
      throw new Unreadable(`The image has more than ${mostPixels.toLocaleString('en')} pixels and is not decoded.`, {
        cause: error,
      });
    }
    throw new Unreadable(`The image cannot be read: ${message.replace(/^Input (file|buffer) /, 'it ')}.`, {
      cause: error,
    });
  }
}
