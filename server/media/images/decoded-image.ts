import { essenceOf } from '#formats/content-type.ts';
import { contentTypeOfBytes, contradicts, signatureByteSize } from '#formats/signatures.ts';
import { type Ffmpeg, guarded, words } from '../ffmpeg/ffmpeg.ts';
import { processLimits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';
import { completedImage, completedWebp } from './complete-file.ts';
import { measureHeader } from './image-process.ts';
import type { ImageSource } from './image-request.ts';

/** Images that ffmpeg decodes, with the arguments that select their format. */
const ffmpegInputs: Readonly<Record<string, string>> = {
  'image/bmp': '-f bmp_pipe',
  'image/jp2': '-f j2k_pipe',
  'image/jxl': '-f jpegxl_pipe',
  'image/vnd.adobe.photoshop': '-f psd_pipe',
  'image/qoi': '-f qoi_pipe',
  'image/x-exr': '-f exr_pipe -apply_trc iec61966_2_1',
  'image/x-pcx': '-f pcx_pipe',
  'image/x-portable-pixmap': '-f ppm_pipe',
  'image/x-portable-graymap': '-f pgm_pipe',
  'image/x-portable-bitmap': '-f pbm_pipe',
  'image/x-portable-anymap': '-f pam_pipe',
  'image/x-sgi': '-f sgi_pipe',
  'image/x-dpx': '-f dpx_pipe',
  'image/vnd-ms.dds': '-f dds_pipe',
  'image/x-xbitmap': '-f xbm_pipe',
  'image/x-xpixmap': '-f xpm_pipe',
  'image/x-cmu-raster': '-f sunrast_pipe',
  'image/fits': '-f fits',
  'image/jls': '-f jpegls_pipe',
  'image/vnd.microsoft.icon': '-f ico',
  // The format has no signature at the start, so only its content type identifies it.
  'image/x-tga': '-f image2 -pattern_type none -c:v targa',
};

/** Formats that store pixels from one corner to the other. Zeros after them are decoded as missing pixels. */
const inOrder =
  /^image\/(bmp|vnd[.]adobe[.]photoshop|vnd[.]microsoft[.]icon|x-(tga|pcx|portable-(pix|gray|bit|any)map))$/;

/** Raw formats of cameras. Their embedded preview is not the picture. */
const raw = /^image\/x-(adobe-dng|canon-cr[23]|nikon-nef|sony-arw|olympus-orf|panasonic-rw2|fuji-raf)$/;

/** Images that sharp decodes, and drawings. */
const direct = /^image\/(jpeg|a?png|gif|webp|avif|hei[cf]|tiff|svg[+]xml)$/;

export interface ReadableImage {
  source: ImageSource;
  /** Content type of `source`. */
  contentType: string;
  /** Content type of the file, by its first bytes. */
  fileContentType: string;
  /** Whether the end of the file is missing and was replaced by zeros. */
  isTorn: boolean;
}

/**
 * Returns an image in a form that the image process reads: its file, or a PNG that ffmpeg made of it. The first bytes
 * decide the format, before the content type.
 */
export async function decodedImage(
  ffmpeg: Ffmpeg,
  path: string,
  firstBytes: Uint8Array,
  declared: string,
  signal: AbortSignal,
): Promise<ReadableImage> {
  const contentType = essenceOf(declared);
  if (raw.test(contentType)) throw new Unreadable('IMAGE_NOT_DECODED');
  const start = firstBytes.subarray(0, signatureByteSize);
  const shown = contentTypeOfBytes(start);
  // A drawing is rendered only if it is published as one.
  if (shown === 'image/svg+xml' && contentType !== shown) throw new Unreadable('IMAGE_DAMAGED');
  const actual = contentType === 'image/svg+xml' ? contentType : (shown ?? contentType);
  if (shown === null && contradicts(actual, start)) throw new Unreadable('IMAGE_DAMAGED');
  const torn = actual === 'image/webp' ? await completedWebp(path, firstBytes) : null;
  if (direct.test(actual)) {
    return { source: torn ?? path, contentType: actual, fileContentType: actual, isTorn: torn !== null };
  }
  const input = ffmpegInputs[actual];
  if (!input)
    throw new Unreadable(shown === null || actual.startsWith('image/') ? 'IMAGE_NOT_DECODED' : 'IMAGE_DAMAGED');
  const decode = (file: string) => decodeWithFfmpeg(ffmpeg, file, input, signal);
  const found = { contentType: 'image/png', fileContentType: actual };
  try {
    return { ...found, source: await decode(path), isTorn: false };
  } catch (error) {
    if (!(error instanceof Unreadable) || error.reason !== 'IMAGE_DAMAGED' || !inOrder.test(actual)) throw error;
    // ffmpeg decodes an incomplete image only if it has its whole length.
    const size = await measureHeader(path, actual, signal);
    const completed = size && (await completedImage(path, size));
    if (!completed) throw error;
    return { ...found, source: await decode(completed), isTorn: true };
  }
}

async function decodeWithFfmpeg(ffmpeg: Ffmpeg, path: string, input: string, signal: AbortSignal): Promise<Buffer> {
  const format = /-f (\S+)/.exec(input)![1]!;
  const png = await ffmpeg.run(
    {
      program: 'ffmpeg',
      path,
      before: [...words('-v error -nostdin -threads 2'), ...guarded(format), ...words(input)],
      after: words('-frames:v 1 -f image2pipe -c:v png pipe:1'),
    },
    { signal, limits: processLimits.decodeImage, failed: 'IMAGE_DAMAGED' },
  );
  if (png.byteLength === 0) throw new Unreadable('IMAGE_DAMAGED');
  return png;
}
