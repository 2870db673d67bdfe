import { open } from 'node:fs/promises';
import { BMP } from 'image-size/types/bmp';
import { DDS } from 'image-size/types/dds';
import { GIF } from 'image-size/types/gif';
import { HEIF } from 'image-size/types/heif';
import { ICO } from 'image-size/types/ico';
import type { IImage } from 'image-size/types/interface';
import { J2C } from 'image-size/types/j2c';
import { JP2 } from 'image-size/types/jp2';
import { JPG } from 'image-size/types/jpg';
import { JXLStream } from 'image-size/types/jxl-stream';
import { PNG } from 'image-size/types/png';
import { PNM } from 'image-size/types/pnm';
import { PSD } from 'image-size/types/psd';
import { SVG } from 'image-size/types/svg';
import { TGA } from 'image-size/types/tga';
import { WEBP } from 'image-size/types/webp';
import { essenceOf } from '#formats/content-type.ts';
import { contentTypeOfBytes, signatureByteSize } from '#formats/signatures.ts';
import { webpHeaderByteSize } from './complete-file.ts';
import type { ImageSize, ImageTasks } from './image-request.ts';
import { readTiffHeader } from './read-tiff-header.ts';

/** Bytes of a file that contain its header, after profiles and notes of cameras. */
const headerByteSize = 512 * 1024;
/** Maximum size. The database stores sizes as `integer`. */
const maxSize = 2 ** 31 - 1;

interface Size {
  width: number;
  height: number;
}

type HeaderReader = (bytes: Buffer) => Size | null;

const portable = known(PNM);

/** Readers of headers, for every kind of image except TIFF. */
const readers: Readonly<Record<string, HeaderReader>> = {
  'image/jpeg': known(JPG),
  'image/png': known(PNG),
  'image/apng': known(PNG),
  'image/gif': known(GIF),
  'image/webp': (bytes) => (bytes.byteLength < webpHeaderByteSize ? null : known(WEBP)(bytes)),
  'image/avif': known(HEIF),
  'image/heic': known(HEIF),
  'image/heif': known(HEIF),
  'image/svg+xml': known(SVG),
  'image/bmp': known(BMP),
  'image/jp2': known(JP2, J2C),
  'image/jxl': readJxl,
  'image/vnd.adobe.photoshop': known(PSD),
  'image/vnd-ms.dds': known(DDS),
  'image/vnd.microsoft.icon': known(ICO),
  'image/x-tga': known(TGA),
  'image/x-portable-pixmap': portable,
  'image/x-portable-graymap': portable,
  'image/x-portable-bitmap': portable,
  'image/x-portable-anymap': portable,
  'image/qoi': after('qoif', (bytes) => ({ width: bytes.readUInt32BE(4), height: bytes.readUInt32BE(8) })),
  'image/x-sgi': after('\x01\xda', (bytes) => ({ width: bytes.readUInt16BE(6), height: bytes.readUInt16BE(8) })),
  'image/x-cmu-raster': after('\x59\xa6\x6a\x95', (bytes) => ({
    width: bytes.readUInt32BE(4),
    height: bytes.readUInt32BE(8),
  })),
  // The window of the image: left, top, right, bottom.
  'image/x-pcx': after('\x0a', (bytes) => ({
    width: bytes.readUInt16LE(8) - bytes.readUInt16LE(4) + 1,
    height: bytes.readUInt16LE(10) - bytes.readUInt16LE(6) + 1,
  })),
  'image/x-exr': after('v/1\x01', readExr),
  'image/x-dpx': readDpx,
  'image/vnd.radiance': inText(/-Y (?<height>\d+) \+X (?<width>\d+)/),
  'image/x-xbitmap': inText(/#define\s+\w*width\s+(?<width>\d+)\s+#define\s+\w*height\s+(?<height>\d+)/),
  'image/x-xpixmap': inText(/"\s*(?<width>\d+)\s+(?<height>\d+)\s+\d+\s+\d+/),
};

const rawTiff = /^image\/x-(adobe-dng|canon-cr2|nikon-nef|sony-arw)$/;

/**
 * Reads the upright size of an image from its header, without decoding it. Works also for an image that is incomplete,
 * too large, or in a number format that cannot be decoded here. Returns null if the header has no size.
 */
export async function readHeader({ path, contentType }: ImageTasks['header']['input']): Promise<ImageSize | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerByteSize), 0, headerByteSize, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const shown = contentTypeOfBytes(bytes.subarray(0, signatureByteSize));
    const declared = essenceOf(contentType);
    // Decoding chooses the format in the same way: a drawing by its content type, other images by their first bytes.
    const actual = shown === null || shown === 'image/svg+xml' || rawTiff.test(declared) ? declared : shown;
    const isRaw = rawTiff.test(actual);
    const size =
      isRaw || actual === 'image/tiff' ? await readTiffHeader(file, { isRaw }) : (readers[actual]?.(bytes) ?? null);
    return size && isSize(size.width) && isSize(size.height) ? { pageCount: null, ...size } : null;
  } catch {
    // Readers throw if the bytes are invalid.
    return null;
  } finally {
    await file.close();
  }
}

function isSize(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= maxSize;
}

/** Returns a reader that uses the first of these formats that matches the bytes. */
function known(...formats: IImage[]): HeaderReader {
  return (bytes) => {
    const size = formats.find(({ validate }) => validate(bytes))?.calculate(bytes);
    if (!size) return null;
    const largest = [size, ...(size.images ?? [])].reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
    const { width, height } = largest;
    return (size.orientation ?? 1) > 4 ? { width: height, height: width } : { width, height };
  };
}

function after(signature: string, read: HeaderReader): HeaderReader {
  return (bytes) => (bytes.toString('latin1', 0, signature.length) === signature ? read(bytes) : null);
}

function inText(pattern: RegExp): HeaderReader {
  return (bytes) => {
    const { width, height } = pattern.exec(bytes.toString('latin1', 0, 4_096))?.groups ?? {};
    return { width: Number(width), height: Number(height) };
  };
}

/** Reads the codestream, which may be in a box that is longer than the available bytes. */
function readJxl(bytes: Buffer): Size | null {
  const starts = [0, bytes.indexOf('jxlc', 0, 'latin1') + 4, bytes.indexOf('jxlp', 0, 'latin1') + 8];
  const stream = starts.map((start) => bytes.subarray(start)).find((part) => JXLStream.validate(part));
  return stream ? JXLStream.calculate(stream) : null;
}

/** Reads the size in the byte order of the signature. */
function readDpx(bytes: Buffer): Size | null {
  const signature = bytes.toString('latin1', 0, 4);
  if (signature === 'SDPX') return { width: bytes.readUInt32BE(772), height: bytes.readUInt32BE(776) };
  if (signature === 'XPDS') return { width: bytes.readUInt32LE(772), height: bytes.readUInt32LE(776) };
  return null;
}

/** Reads the size from the data window: left, top, right, bottom. */
function readExr(bytes: Buffer): Size | null {
  const name = 'dataWindow\0box2i\0';
  const at = bytes.indexOf(name, 0, 'latin1');
  if (at < 0) return null;
  const [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => bytes.readInt32LE(at + name.length + 4 + offset));
  return { width: right! - left! + 1, height: bottom! - top! + 1 };
}
