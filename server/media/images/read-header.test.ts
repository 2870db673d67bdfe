import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasFfmpeg, recorded } from '../../jobs/testing/ffmpeg-at-hand.ts';
import { readHeader } from './read-header.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-test-headers-'));
});

async function header(bytes: Uint8Array, contentType: string) {
  const path = join(folder, 'image');
  await writeFile(path, bytes);
  return readHeader({ path, contentType });
}

const fixture = (name: string) => readFileSync(new URL(`../../../tests/fixtures/media/${name}`, import.meta.url));
const picture = () => sharp({ create: { width: 600, height: 300, channels: 3, background: 'teal' } });
/** Returns the beginning of a file. None of these images can be decoded from it. */
const cut = (bytes: Buffer, byteSize = 1_000) => bytes.subarray(0, Math.min(byteSize, bytes.byteLength * 0.9));

test.for(['jpeg', 'png', 'gif', 'webp', 'avif'] as const)('the size of a %s that is cut off', async (format) => {
  expect(await header(cut(await picture().toFormat(format).toBuffer()), `image/${format}`)).toEqual({
    width: 600,
    height: 300,
    pageCount: null,
  });
});

test('the size of a photograph held sideways is upright', async () => {
  const bytes = await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer();
  expect(await header(cut(bytes), 'image/jpeg')).toMatchObject({ width: 300, height: 600 });
});

test.for([
  ['phone.heic', 'image/heic'],
  ['pic.jp2', 'image/jp2'],
  ['pic.jxl', 'image/jxl'],
  ['truncated.jpg', 'image/jpeg'],
] as const)('the size of the beginning of %s', async ([name, contentType]) => {
  expect(await header(cut(fixture(name)), contentType)).toMatchObject({ width: 640, height: 480 });
});

test.skipIf(!hasFfmpeg).for([
  ['bmp', 'image/bmp'],
  ['tga', 'image/x-tga'],
  ['pcx', 'image/x-pcx'],
  ['ppm', 'image/x-portable-pixmap'],
  ['pgm', 'image/x-portable-graymap'],
  ['pbm', 'image/x-portable-bitmap'],
  ['pam', 'image/x-portable-anymap'],
  ['sgi', 'image/x-sgi'],
  ['qoi', 'image/qoi'],
  ['exr', 'image/x-exr'],
  ['dpx', 'image/x-dpx'],
  ['sun', 'image/x-cmu-raster'],
  ['xbm', 'image/x-xbitmap'],
] as const)('the size of a %s that is cut off, made by ffmpeg', async ([extension, contentType]) => {
  const bytes = await recorded(extension, '-f lavfi -i testsrc2=size=600x300 -frames:v 1');
  expect(await header(cut(bytes), contentType)).toMatchObject({ width: 600, height: 300 });
});

test('headers that are simple enough to be written here', async () => {
  const photoshop = Buffer.from('384250530001000000000000000300000190000002580008000300000000', 'hex');
  expect(await header(photoshop, 'image/vnd.adobe.photoshop')).toMatchObject({ width: 600, height: 400 });
  const pixmap = Buffer.from('/* XPM */\nstatic char *x[] = {\n"600 300 2 1",\n"a c #fff",');
  expect(await header(pixmap, 'image/x-xpixmap')).toMatchObject({ width: 600, height: 300 });
  const radiance = Buffer.from('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 300 +X 600\n');
  expect(await header(radiance, 'image/vnd.radiance')).toMatchObject({ width: 600, height: 300 });
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect');
  expect(await header(drawing, 'image/svg+xml')).toMatchObject({ width: 200, height: 100 });
});

describe('of a TIFF', () => {
  test('whose numbers nothing decodes: its size and pages', async () => {
    expect(await header(fixture('multipage_rgb.tif'), 'image/tiff')).toEqual({ width: 10, height: 10, pageCount: 2 });
  });

  test.for([
    ['little-endian', { bigtiff: false }],
    ['big', { bigtiff: true }],
  ] as const)('%s: its pages, and its size held upright', async ([, options]) => {
    const pages = await Promise.all(
      ['red', 'blue', 'teal'].map((background) =>
        sharp({ create: { width: 60, height: 40, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const bytes = await sharp(pages, { join: { animated: true } })
      .withMetadata({ orientation: 6 })
      .tiff(options)
      .toBuffer();
    expect(await header(bytes, 'image/tiff')).toMatchObject({ width: 40, pageCount: 3 });
  });

  test('whose pages go round in circles or beyond its end: its size alone', async () => {
    const directory = (next: number) =>
      tiff(
        [
          [256, 600],
          [257, 300],
        ],
        next,
      );
    expect(await header(directory(0), 'image/tiff')).toEqual({ width: 600, height: 300, pageCount: 1 });
    expect(await header(directory(8), 'image/tiff')).toEqual({ width: 600, height: 300, pageCount: null });
    expect(await header(directory(9_000), 'image/tiff')).toEqual({ width: 600, height: 300, pageCount: null });
  });

  test('of a camera: the size of the photograph, not of the picture for a quick look', async () => {
    // The first directory has 160 × 120 pixels and refers to a directory after it.
    const first = tiff(
      [
        [256, 160],
        [257, 120],
        [330, 50],
      ],
      0,
    );
    const inner = tiff(
      [
        [256, 6_000],
        [257, 4_000],
      ],
      0,
    ).subarray(8);
    const bytes = Buffer.concat([first, inner]);
    expect(first.byteLength).toBe(50);
    expect(await header(bytes, 'image/x-nikon-nef')).toEqual({ width: 6_000, height: 4_000, pageCount: null });
  });
});

test.for([
  ['nothing', '', 'image/png'],
  ['a text that is called a photograph', 'no image at all', 'image/jpeg'],
  [
    'a drawing that is called a photograph',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    'image/png',
  ],
  ['zeros that are called a photograph', '\0'.repeat(100), 'image/jpeg'],
  ['a beginning without a size', 'II*\0raw', 'image/x-adobe-dng'],
] as const)('%s has none', async ([, text, contentType]) => {
  expect(await header(Buffer.from(text), contentType)).toBeNull();
});

/** Returns a TIFF with one directory of 32-bit numbers. */
function tiff(entries: readonly (readonly [tag: number, value: number])[], next: number): Buffer {
  const bytes = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, value], index) => {
    const at = 10 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(4, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  bytes.writeUInt32LE(next, bytes.byteLength - 4);
  return bytes;
}
