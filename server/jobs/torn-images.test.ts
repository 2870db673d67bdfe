import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Asset } from '#prisma/client/client.ts';
import { hasFfmpeg, recorded } from './testing/ffmpeg-at-hand.ts';
import { jobWorldOfFile } from './testing/job-world.ts';
import { photoshop, tiff } from './testing/written-images.ts';

const lab = jobWorldOfFile();

const [width, height] = [300, 200];
/** Soft waves with noise, so that files are long enough to be cut. */
const pixels = Buffer.from(
  Uint8Array.from({ length: width * height * 3 }, (_, index) => {
    const [x, y] = [Math.floor(index / 3) % width, Math.floor(index / 3 / width)];
    return 128 + 60 * Math.sin(x / 9 + (index % 3)) + 50 * Math.sin(y / 7) + (((index * 7919) >> 3) % 15);
  }),
);
const picture = () => sharp(pixels, { raw: { width, height, channels: 3 } });
const byFfmpeg = (extension: string) => () =>
  recorded(extension, `-f lavfi -i testsrc2=size=${width}x${height} -frames:v 1`);

const damaged = 'The image cannot be read. It may be damaged or incomplete.';
const partly = 'The image is damaged or incomplete. The part that can be read is shown.';
const notDecoded = 'Images of this format are not supported. Download the file to open it.';

interface Kind {
  contentType: string;
  make: () => Buffer | Promise<Buffer>;
  /** Bytes of a header that has no size yet. */
  headerByteSize: number;
  /**
   * Result for the first 60 % of the file: a picture of the part (`rows`: whole rows of it), only the size, or
   * nothing, because the size stands at the end.
   */
  cut: 'rows' | 'part' | 'size' | 'nothing';
  size?: { width: number; height: number };
  isByFfmpeg?: true;
}

const kinds: Record<string, Kind> = {
  JPEG: { contentType: 'image/jpeg', make: () => picture().jpeg().toBuffer(), headerByteSize: 20, cut: 'rows' },
  'progressive JPEG': {
    contentType: 'image/jpeg',
    make: () => picture().jpeg({ progressive: true }).toBuffer(),
    headerByteSize: 20,
    cut: 'part',
  },
  PNG: { contentType: 'image/png', make: () => picture().png().toBuffer(), headerByteSize: 16, cut: 'rows' },
  'interlaced PNG': {
    contentType: 'image/png',
    make: () => picture().png({ progressive: true }).toBuffer(),
    headerByteSize: 16,
    cut: 'size',
  },
  GIF: { contentType: 'image/gif', make: () => picture().gif().toBuffer(), headerByteSize: 8, cut: 'rows' },
  WebP: { contentType: 'image/webp', make: () => picture().webp().toBuffer(), headerByteSize: 20, cut: 'rows' },
  'lossless WebP': {
    contentType: 'image/webp',
    make: () => picture().webp({ lossless: true }).toBuffer(),
    headerByteSize: 20,
    cut: 'size',
  },
  AVIF: { contentType: 'image/avif', make: () => picture().avif().toBuffer(), headerByteSize: 40, cut: 'size' },
  HEIC: {
    contentType: 'image/heic',
    make: () => readFileSync(new URL('../../tests/fixtures/media/phone.heic', import.meta.url)),
    headerByteSize: 40,
    cut: 'size',
    size: { width: 640, height: 480 },
  },
  'TIFF, directory first': {
    contentType: 'image/tiff',
    make: () => tiff({ width, height, pixels }),
    headerByteSize: 6,
    cut: 'rows',
  },
  'TIFF, directory last': {
    contentType: 'image/tiff',
    make: () => picture().tiff({ compression: 'lzw' }).toBuffer(),
    headerByteSize: 6,
    cut: 'nothing',
  },
  'Photoshop document': {
    contentType: 'image/vnd.adobe.photoshop',
    make: () => photoshop({ width, height, pixels }),
    headerByteSize: 12,
    cut: 'part',
    isByFfmpeg: true,
  },
  BMP: { contentType: 'image/bmp', make: byFfmpeg('bmp'), headerByteSize: 16, cut: 'rows', isByFfmpeg: true },
  'JPEG 2000': { contentType: 'image/jp2', make: byFfmpeg('jp2'), headerByteSize: 30, cut: 'size', isByFfmpeg: true },
  PCX: { contentType: 'image/x-pcx', make: byFfmpeg('pcx'), headerByteSize: 6, cut: 'rows', isByFfmpeg: true },
  TGA: { contentType: 'image/x-tga', make: byFfmpeg('tga'), headerByteSize: 8, cut: 'rows', isByFfmpeg: true },
  PPM: {
    contentType: 'image/x-portable-pixmap',
    make: byFfmpeg('ppm'),
    headerByteSize: 4,
    cut: 'rows',
    isByFfmpeg: true,
  },
  PGM: {
    contentType: 'image/x-portable-graymap',
    make: byFfmpeg('pgm'),
    headerByteSize: 4,
    cut: 'rows',
    isByFfmpeg: true,
  },
  ICO: {
    contentType: 'image/vnd.microsoft.icon',
    make: () => recorded('ico', '-f lavfi -i testsrc2=size=120x80 -frames:v 1 -c:v bmp'),
    headerByteSize: 4,
    cut: 'rows',
    size: { width: 120, height: 80 },
    isByFfmpeg: true,
  },
};

test.for(Object.entries(kinds))(
  '%s: whole, cut off, cut in the header, and with bytes after it',
  async ([, kind], { skip }) => {
    skip(kind.isByFfmpeg === true && !hasFfmpeg, 'needs ffmpeg');
    const { publishFile, runJobs, look, bytesOf } = lab();
    const whole = await kind.make();
    const size = kind.size ?? { width, height };
    const noSize = { width: null, height: null };
    const publish = async (bytes: Buffer) =>
      (await publishFile({ bytes, contentType: kind.contentType, type: 'IMAGE' })).asset;
    const files = {
      whole: await publish(whole),
      cut: await publish(whole.subarray(0, Math.floor(whole.byteLength * 0.6))),
      cutInHeader: await publish(whole.subarray(0, kind.headerByteSize)),
      garbageAfter: await publish(Buffer.concat([whole, Buffer.alloc(500, 'Z')])),
    };
    await runJobs();

    /** Returns what the steps say, the size, and the thumbnail. */
    const seen = async (asset: Asset) => {
      const { steps, derived, ...found } = await look(asset);
      const said = steps.filter((step) => !step.startsWith('makePreview'));
      const previews = steps
        .filter((step) => step.startsWith('makePreview'))
        .map((step) => step.replace('Preview', 'Thumbnail'));
      expect(
        previews.filter((step) => !said.includes(step)),
        'preview and thumbnail say the same',
      ).toEqual([]);
      const thumbnail = derived.find(({ sourceRole }) => sourceRole === 'THUMBNAIL');
      const picture = thumbnail ? await rowsOf(await bytesOf(thumbnail)) : null;
      return { said, size: { width: found.width, height: found.height }, picture };
    };
    const good = await seen(files.whole);
    expect(good).toMatchObject({ said: ['makeThumbnail: DONE', 'measurePicture: DONE'], size });
    expect(await seen(files.garbageAfter)).toEqual(good);
    expect(await seen(files.cutInHeader)).toEqual({
      said: [`makeThumbnail: FAILED, ${damaged}`, `measurePicture: FAILED, ${damaged}`],
      size: noSize,
      picture: null,
    });
    const cut = await seen(files.cut);
    if (kind.cut === 'size' || kind.cut === 'nothing') {
      const hasSize = kind.cut === 'size';
      expect(cut).toEqual({
        said: [
          `makeThumbnail: FAILED, ${damaged}`,
          hasSize ? 'measurePicture: DONE' : `measurePicture: FAILED, ${damaged}`,
        ],
        size: hasSize ? size : noSize,
        picture: null,
      });
      return;
    }
    expect(cut).toMatchObject({ said: [`makeThumbnail: DONE, ${partly}`, 'measurePicture: DONE'], size });
    expect(cut.picture).not.toEqual(good.picture);
    if (kind.cut !== 'rows') return;
    const share = shareOfRows(cut.picture!, good.picture!);
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.95);
  },
);

test.for([8, 9])('a TIFF in CIELab (photometric interpretation %s) is not called damaged', async (photometric) => {
  const { publishFile, runJobs, look } = lab();
  const bytes = tiff({ width, height, pixels, photometric });
  const { asset } = await publishFile({ bytes, contentType: 'image/tiff', type: 'IMAGE' });
  await runJobs();
  expect(await look(asset)).toMatchObject({
    width,
    height,
    derived: [],
    steps: [`makePreview: FAILED, ${notDecoded}`, `makeThumbnail: FAILED, ${notDecoded}`, 'measurePicture: DONE'],
  });
});

/** Returns the rows of a picture, each with its values in grey. */
async function rowsOf(bytes: Buffer): Promise<Uint8Array[]> {
  const { data, info } = await sharp(bytes).flatten().greyscale().raw().toBuffer({ resolveWithObject: true });
  return Array.from({ length: info.height }, (_, row) => data.subarray(row * info.width, (row + 1) * info.width));
}

/** Returns the share of rows that are nearly equal in two pictures. */
function shareOfRows(one: Uint8Array[], other: Uint8Array[]): number {
  const isEqual = (row: Uint8Array, index: number) =>
    row.reduce((sum, value, at) => sum + Math.abs(value - other[index]![at]!), 0) / row.length < 6;
  return one.filter(isEqual).length / one.length;
}
