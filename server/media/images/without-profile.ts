import sharp, { type Sharp } from 'sharp';
import { readable } from './open-image.ts';

/** Converts a CMYK image without a color profile as browsers do: each ink is treated as the inverse of a light. */
export async function withoutProfile(image: Sharp, longEdge: number): Promise<Sharp> {
  const { data, info } = await readable(() =>
    image
      .autoOrient()
      .resize({ width: longEdge * 2, height: longEdge * 2, fit: 'inside', withoutEnlargement: true })
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  const pixels = new Uint8Array(info.width * info.height * 3);
  for (let from = 0, to = 0; to < pixels.length; from += info.channels, to += 3) {
    const light = 255 - data[from + 3]!;
    for (let ink = 0; ink < 3; ink += 1) pixels[to + ink] = Math.round(((255 - data[from + ink]!) * light) / 255);
  }
  return sharp(pixels, { raw: { width: info.width, height: info.height, channels: 3 } });
}
