import { readFile } from 'node:fs/promises';
import type { Metadata, Sharp } from 'sharp';
import { contentTypeOfBytes } from '#formats/signatures.ts';
import { Unreadable } from '../unreadable.ts';
import { decodeHeic } from './decode-heic.ts';
import { hashPicture } from './hash-picture.ts';
import type { ImageSource, ImageTasks, Picture } from './image-request.ts';
import { isDrawing, openDrawing, renderDrawing } from './open-drawing.ts';
import { openImage, readable, withDrawings } from './open-image.ts';
import { scaleToRange } from './scale-to-range.ts';
import { withoutProfile } from './without-profile.ts';

type Input = ImageTasks['shrink']['input'];

/** An image that was decoded as far as necessary, with a note for users. */
interface Opened {
  image: Sharp;
  notes: readonly string[];
}

/** Makes a WebP of an image that fits into a square. */
export async function shrink(input: Input): Promise<Picture> {
  if (isDrawing(input.contentType)) return withDrawings(() => shrinkDrawing(input));
  const metadata = await readable(() =>
    openImage(input.source, { limitInputPixels: false, failOn: 'none' }).metadata(),
  );
  const pages =
    metadata.format === 'tiff' && (metadata.pages ?? 1) > 1 ? [`Page 1 of ${metadata.pages} is shown.`] : [];
  if (input.isTorn) return renderPart(input, metadata, pages);
  try {
    return await render(input, metadata, pages, 'error');
  } catch (error) {
    if (!(error instanceof Unreadable) || error.reason !== 'IMAGE_DAMAGED') throw error;
    return renderPart(input, metadata, pages);
  }
}

/** Makes a picture of the readable part of an image, as browsers do. Throws if nothing can be read. */
async function renderPart(input: Input, metadata: Metadata, pages: readonly string[]): Promise<Picture> {
  const notes = ['The image is damaged or incomplete. The part that can be read is shown.', ...pages];
  const picture = await render(input, metadata, notes, 'none');
  const { channels } = await readable(() => openImage(picture.bytes).stats());
  // Missing pixels have one colour.
  if (channels.every(({ min, max }) => min === max)) throw new Unreadable('IMAGE_DAMAGED');
  return picture;
}

async function render(
  input: Input,
  metadata: Metadata,
  notes: readonly string[],
  failOn: 'error' | 'none',
): Promise<Picture> {
  const opened = await open(input, metadata, failOn);
  return toWebp(opened.image, input, metadata.autoOrient, [...notes, ...opened.notes]);
}

async function open({ source, longEdge }: Input, metadata: Metadata, failOn: 'error' | 'none'): Promise<Opened> {
  const options = { failOn } as const;
  if (metadata.format === 'heif' && metadata.compression === 'hevc') {
    const { data, ...raw } = await decodeHeic(await bytesOf(source));
    return { image: openImage(data, { raw: { ...raw, channels: 4 } }), notes: [] };
  }
  const scaled = await scaleToRange(() => openImage(source, options), metadata, longEdge);
  if (scaled) return scaled;
  if (metadata.space === 'cmyk' && !metadata.hasProfile) {
    return { image: await withoutProfile(openImage(source, options), longEdge), notes: [] };
  }
  return { image: openImage(source, options).autoOrient(), notes: [] };
}

async function shrinkDrawing(input: Input): Promise<Picture> {
  const drawing = await openDrawing(input.source);
  try {
    return await toWebp(renderDrawing(drawing, input.longEdge), input, drawing, []);
  } catch (error) {
    throw error instanceof Unreadable && error.reason === 'IMAGE_DAMAGED'
      ? new Unreadable('DRAWING_DAMAGED', { cause: error.cause })
      : error;
  }
}

async function toWebp(
  image: Sharp,
  { longEdge, quality = 78, maxAspect }: Input,
  size: { width: number; height: number },
  notes: readonly string[],
): Promise<Picture> {
  const box = boxOf(size, longEdge, maxAspect);
  const { data, info } = await readable(() =>
    image
      .resize({ ...box, fit: maxAspect === undefined ? 'inside' : 'cover', withoutEnlargement: true })
      .webp({ quality })
      .toBuffer({ resolveWithObject: true }),
  );
  const thumbhash = await hashPicture({ source: data });
  return { bytes: data, width: info.width, height: info.height, note: notes.join(' ') || null, thumbhash };
}

/** Returns the box that an image is shrunk into. A very long image is cut to its middle. */
function boxOf({ width, height }: { width: number; height: number }, longEdge: number, maxAspect?: number) {
  if (maxAspect === undefined) return { width: longEdge, height: longEdge };
  const isWide = width > height;
  const aspect = Math.min(maxAspect, Math.max(width, height) / Math.max(1, Math.min(width, height)));
  const short = Math.min(width, height, longEdge / aspect);
  const [long, across] = [Math.round(short * aspect), Math.max(1, Math.round(short))];
  return isWide ? { width: long, height: across } : { width: across, height: long };
}

async function bytesOf(source: ImageSource): Promise<Uint8Array> {
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  if (!contentTypeOfBytes(bytes)?.startsWith('image/hei')) throw new Unreadable('IMAGE_NOT_DECODED');
  return bytes;
}
