import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { essenceOf } from '#formats/content-type.ts';
import { decodeText, isUtf16Or32 } from '#formats/decode-text.ts';
import { maxFramePixels } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';
import type { ImageSource } from './image-request.ts';

/** Limit for unpacked drawings. Larger ones are not rendered. */
const maxByteSize = 32 * 1024 ** 2;
/** Longest side that the renderer can express. It reports a longer one as 1 or as an error. */
const maxSide = 100_000_000;
const unzip = promisify(gunzip);

export interface Drawing {
  /** The drawing in memory. A renderer without a file name resolves no references to files. */
  bytes: Uint8Array;
  width: number;
  height: number;
}

export function isDrawing(contentType: string): boolean {
  return essenceOf(contentType) === 'image/svg+xml';
}

/** Reads an SVG, which may be compressed, and its size. */
export async function openDrawing(source: ImageSource): Promise<Drawing> {
  const bytes = await unpacked(source);
  if (longestSide(bytes) > maxSide) throw new Unreadable('IMAGE_TOO_LARGE');
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return { bytes, width, height };
  } catch (error) {
    throw new Unreadable('DRAWING_DAMAGED', { cause: error });
  }
}

/** Renders a drawing with a long edge of `longEdge` pixels. */
export function renderDrawing({ bytes, width, height }: Drawing, longEdge: number): Sharp {
  const density = Math.min(2_400, Math.max(1, (72 * longEdge) / Math.max(width, height)));
  return sharp(bytes, { density, limitInputPixels: maxFramePixels });
}

/**
 * Returns the larger of the declared width and height, in the units of each. Returns 0 if the root declares neither.
 */
function longestSide(bytes: Uint8Array): number {
  const [root = ''] = /<svg\s[^>]*/.exec(Buffer.from(bytes.subarray(0, 65_536)).toString('latin1')) ?? [];
  const sides = [...root.matchAll(/\s(?:width|height)\s*=\s*["']\s*(\+?[\d.]+(?:e\+?\d+)?)/gi)];
  return Math.max(0, ...sides.map(([, side]) => Number(side)));
}

async function unpacked(source: ImageSource): Promise<Uint8Array> {
  if (typeof source === 'string' && (await stat(source)).size > maxByteSize) throw new Unreadable('TOO_MUCH_OUTPUT');
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return inUtf8(bytes);
  try {
    return await inUtf8(await unzip(bytes, { maxOutputLength: maxByteSize }));
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Unreadable(isTooLarge ? 'TOO_MUCH_OUTPUT' : 'DRAWING_DAMAGED', { cause: error });
  }
}

/** The renderer reads no UTF-16. */
async function inUtf8(bytes: Uint8Array): Promise<Uint8Array> {
  const text = isUtf16Or32(bytes) ? (await decodeText(bytes))?.text : undefined;
  return text === undefined ? bytes : Buffer.from(text.replace(/^<\?xml[^>]*\?>/, ''));
}
