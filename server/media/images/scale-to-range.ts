import sharp, { type Metadata, type Sharp } from 'sharp';
import { Unreadable } from '../unreadable.ts';
import { readable } from './open-image.ts';

/** Pixel formats of photographs. Values of other formats are measurements, which may lie in any range. */
const photographic = new Set(['uchar', 'ushort']);
/** Minimum share of the range. A 16-bit image that uses less of it would look black. */
const minShare = 1 / 8;

/**
 * Maps the lowest value of an image to black and the highest to white if its values are measurements, such as floating
 * point numbers. Returns null for photographs.
 */
export async function scaleToRange(
  open: () => Sharp,
  { depth, space }: Metadata,
  longEdge: number,
): Promise<{ image: Sharp; notes: string[] } | null> {
  if (photographic.has(depth ?? 'uchar') && (depth !== 'ushort' || space !== 'grey16')) return null;
  const { data, info } = await readable(() =>
    open()
      .resize({ width: longEdge, height: longEdge, fit: 'inside', withoutEnlargement: true })
      .pipelineColourspace(space === 'grey16' ? 'grey16' : space === 'b-w' ? 'b-w' : 'scrgb')
      .toColourspace(space === 'grey16' ? 'grey16' : 'b-w')
      .raw({ depth: 'float' })
      .toBuffer({ resolveWithObject: true }),
  );
  const values = new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  let [low, high] = [Infinity, -Infinity];
  for (let index = 0; index < values.length; index += info.channels) {
    const value = values[index]!;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) throw new Unreadable('IMAGE_WITHOUT_VALUES');
  if (depth === 'ushort' && high >= 65_535 * minShare) return null;
  const pixels = new Uint8Array(info.width * info.height);
  const range = high - low || 1;
  for (let index = 0; index < pixels.length; index += 1) {
    const value = values[index * info.channels]!;
    pixels[index] = Number.isFinite(value) ? Math.round(((value - low) * 255) / range) : 0;
  }
  const image = sharp(pixels, { raw: { width: info.width, height: info.height, channels: 1 } });
  return { image, notes: [`Values from ${printed(low)} to ${printed(high)} are shown from black to white.`] };
}

function printed(value: number): string {
  return String(Number(value.toPrecision(4)));
}
