import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { enqueueProcessing } from '#domain/assets/enqueue-processing.ts';
import { enqueue } from '#domain/tasks.ts';
import { hasFfmpeg, recorded } from './testing/ffmpeg-at-hand.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 80, b: 20 } } });

test('an image is measured and gets a thumbnail', async () => {
  const { publishFile, runJobs, look, bytesOf } = lab();
  const { asset } = await publishFile({ bytes: await picture(1200, 600).jpeg().toBuffer(), contentType: 'image/jpeg' });
  await runJobs();

  const seen = await look(asset);
  expect(seen).toMatchObject({ width: 1200, height: 600, steps: ['makeThumbnail: DONE', 'measurePicture: DONE'] });
  expect(seen.derived).toMatchObject([{ sourceRole: 'THUMBNAIL', contentType: 'image/webp', width: 480, height: 240 }]);
  const bytes = await bytesOf(seen.derived[0]!);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 480, height: 240, space: 'srgb' });
  expect(seen.derived[0]!.byteSize).toBe(BigInt(bytes.byteLength));
});

test('a photograph held sideways is shown upright', async () => {
  const { publishFile, runJobs, look } = lab();
  const bytes = await picture(1000, 500).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const { asset } = await publishFile({ bytes, contentType: 'image/jpeg' });
  await runJobs();

  expect(await look(asset)).toMatchObject({ width: 500, height: 1000, derived: [{ width: 240, height: 480 }] });
});

test.for([
  ['HEIC', 'image/heic', 'image/jpeg', () => fixture('phone.heic'), { width: 640, height: 480 }],
  ['TIFF', 'image/tiff', 'image/png', () => picture(600, 300).tiff().toBuffer(), { width: 600, height: 300 }],
] as const)('%s bytes that are published as another type have a preview for browsers', async (row) => {
  const [, actual, contentType, bytes, size] = row;
  const { publishFile, runJobs, look } = lab();
  const { asset } = await publishFile({ bytes: await bytes(), contentType, type: 'IMAGE' });
  await runJobs();

  expect(await look(asset)).toMatchObject({
    ...size,
    derived: [{ sourceRole: 'THUMBNAIL' }, { sourceRole: 'PREVIEW', contentType: 'image/webp', ...size }],
    steps: [
      `makeThumbnail: DONE, The file is ${actual}, not ${contentType}. Browsers show its preview.`,
      'measurePicture: DONE',
    ],
  });
});

test('a small image is not enlarged', async () => {
  const { publishFile, runJobs, look } = lab();
  const { asset } = await publishFile({ bytes: await picture(40, 30).png().toBuffer(), contentType: 'image/png' });
  await runJobs();

  expect(await look(asset)).toMatchObject({ width: 40, height: 30, derived: [{ width: 40, height: 30 }] });
});

test.for(['gif', 'tiff', 'avif', 'webp', 'png'] as const)('%s images are read', async (format) => {
  const { publishFile, runJobs, look } = lab();
  const bytes = await picture(600, 300).toFormat(format).toBuffer();
  const { asset } = await publishFile({ bytes, contentType: `image/${format}` });
  await runJobs();

  const preview = format === 'tiff' ? [{ sourceRole: 'PREVIEW', width: 600, height: 300 }] : [];
  expect(await look(asset)).toMatchObject({
    width: 600,
    height: 300,
    derived: [{ sourceRole: 'THUMBNAIL', width: 480, height: 240 }, ...preview],
  });
});

test('of a moving image the first frame is taken', async () => {
  const { publishFile, runJobs, look, bytesOf } = lab();
  const frames = await Promise.all(['red', 'blue'].map((background) => solid(background, 100, 60)));
  const bytes = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const { asset } = await publishFile({ bytes, contentType: 'image/gif' });
  await runJobs();

  const seen = await look(asset);
  expect(seen).toMatchObject({ width: 100, height: 60, derived: [{ width: 100, height: 60 }] });
  const { dominant } = await sharp(await bytesOf(seen.derived[0]!)).stats();
  expect(dominant.r).toBeGreaterThan(200);
  expect(dominant.b).toBeLessThan(50);
});

test('a wide colour space becomes sRGB', async () => {
  const { publishFile, runJobs, look, bytesOf } = lab();
  const bytes = await picture(64, 64).toColourspace('cmyk').jpeg().toBuffer();
  const { asset } = await publishFile({ bytes, contentType: 'image/jpeg' });
  await runJobs();

  const [thumbnail] = (await look(asset)).derived;
  expect(await sharp(await bytesOf(thumbnail!)).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
});

const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/media/${name}`, import.meta.url));
const drawing = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><script>alert(1)</script><rect width="200" height="100" fill="red"/><image href="file:///etc/passwd" width="9" height="9"/></svg>',
);

describe('images that browsers do not show get a preview', () => {
  const cases: [string, string, () => Buffer | Promise<Buffer>, { width: number; height: number; note?: RegExp }][] = [
    ['HEIC', 'image/heic', () => fixture('phone.heic'), { width: 640, height: 480 }],
    ['SVG', 'image/svg+xml', () => drawing, { width: 200, height: 100 }],
    ['compressed SVG', 'image/svg+xml', () => gzipSync(drawing), { width: 200, height: 100 }],
    [
      'floating point TIFF',
      'image/tiff',
      () => fixture('float32.tif'),
      { width: 150, height: 100, note: /^Values from 0.* are shown from black to white\.$/ },
    ],
    [
      'TIFF of dark 16 bits',
      'image/tiff',
      () => sixteenBits(900),
      { width: 64, height: 64, note: /^Values from 0 to 900 are/ },
    ],
    ['TIFF of 16 bits', 'image/tiff', () => sixteenBits(65_000), { width: 64, height: 64 }],
  ];
  test.for(cases)('%s', async ([, contentType, make, { width, height, note }]) => {
    const { publishFile, runJobs, look, bytesOf } = lab();
    const { asset } = await publishFile({ bytes: await make(), contentType, type: 'IMAGE' });
    await runJobs();

    const seen = await look(asset);
    expect(seen).toMatchObject({ width, height });
    expect(seen.steps).toEqual(
      ['makePreview', 'makeThumbnail']
        .map((task) =>
          note ? expect.stringMatching(new RegExp(`^${task}: DONE, ${note.source.slice(1)}`)) : `${task}: DONE`,
        )
        .concat('measurePicture: DONE'),
    );
    expect(seen.derived.map(({ sourceRole }) => sourceRole)).toEqual(['THUMBNAIL', 'PREVIEW']);
    for (const made of seen.derived) {
      expect(made).toMatchObject({ contentType: 'image/webp' });
      const { channels } = await sharp(await bytesOf(made)).stats();
      expect(Math.max(...channels.map(({ max }) => max))).toBeGreaterThan(200);
    }
  });

  test.skipIf(!hasFfmpeg).for([
    ['jp2', 'image/jp2'],
    ['jxl', 'image/jxl'],
  ] as const)('%s, by ffmpeg', async ([extension, contentType]) => {
    const { publishFile, runJobs, look } = lab();
    const { asset } = await publishFile({ bytes: fixture(`pic.${extension}`), contentType, type: 'IMAGE' });
    await runJobs();
    expect(await look(asset)).toMatchObject({
      width: 640,
      height: 480,
      derived: [
        { sourceRole: 'THUMBNAIL', width: 480 },
        { sourceRole: 'PREVIEW', width: 640 },
      ],
    });
  });

  test.skipIf(!hasFfmpeg).for([
    ['tga', 'image/x-tga'],
    ['pcx', 'image/x-pcx'],
    ['ppm', 'image/x-portable-pixmap'],
    ['sgi', 'image/x-sgi'],
    ['qoi', 'image/qoi'],
    ['bmp', 'image/bmp'],
  ] as const)('%s, made by ffmpeg', async ([extension, contentType]) => {
    const { publishFile, runJobs, look, bytesOf } = lab();
    const bytes = await recorded(extension, '-f lavfi -i testsrc2=size=600x300 -frames:v 1');
    const { asset } = await publishFile({ bytes, contentType, type: 'IMAGE' });
    await runJobs();
    const seen = await look(asset);
    expect(seen).toMatchObject({ width: 600, height: 300 });
    expect(seen.derived.map(({ sourceRole }) => sourceRole)).toEqual(
      extension === 'bmp' ? ['THUMBNAIL'] : ['THUMBNAIL', 'PREVIEW'],
    );
    const { channels } = await sharp(await bytesOf(seen.derived[0]!)).stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(40);
  });

  test('what is not decoded here says so, and is not called damaged', async () => {
    const { publishFile, runJobs, look } = lab();
    const { asset } = await publishFile({
      bytes: Buffer.from('II*\0raw'),
      contentType: 'image/x-adobe-dng',
      type: 'IMAGE',
    });
    await runJobs();
    expect((await look(asset)).steps).toContain(
      'makePreview: FAILED, Images of this format are not supported. Download the file to open it.',
    );
  });

  test('a TIFF of several pages says how many', async () => {
    const { publishFile, runJobs, look } = lab();
    const pages = await Promise.all(['red', 'blue'].map((background) => solid(background, 100, 60)));
    const bytes = await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer();
    const { asset } = await publishFile({ bytes, contentType: 'image/tiff', type: 'IMAGE' });
    await runJobs();
    expect(await look(asset)).toMatchObject({
      pageCount: 2,
      height: 60,
      steps: expect.arrayContaining(['makeThumbnail: DONE, Page 1 of 2 is shown.']),
    });
  });
});

test('a panorama gets a tile of its middle, not a line', async () => {
  const { publishFile, runJobs, look } = lab();
  const { asset } = await publishFile({ bytes: await picture(4_800, 30).png().toBuffer(), contentType: 'image/png' });
  await runJobs();
  expect(await look(asset)).toMatchObject({ width: 4_800, height: 30, derived: [{ width: 120, height: 30 }] });
});

test('inks without a colour profile look as in a browser', async () => {
  const { publishFile, runJobs, look, bytesOf } = lab();
  const { asset } = await publishFile({ bytes: fixture('cmyk.jpg'), contentType: 'image/jpeg' });
  await runJobs();
  const { channels } = await sharp(await bytesOf((await look(asset)).derived[0]!)).stats();
  const inks = await sharp(fixture('cmyk.jpg')).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer();
  let red = 0;
  for (let index = 0; index < inks.length; index += 4) red += ((255 - inks[index]!) * (255 - inks[index + 3]!)) / 255;
  expect(channels[0]!.mean).toBeCloseTo(red / (inks.length / 4), -1);
});

test('drawings on a transparent ground keep it', async () => {
  const { publishFile, runJobs, look, bytesOf } = lab();
  const white =
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="20" fill="white"/></svg>';
  const { asset } = await publishFile({ bytes: Buffer.from(white), contentType: 'image/svg+xml', type: 'IMAGE' });
  await runJobs();
  expect(await sharp(await bytesOf((await look(asset)).derived[0]!)).metadata()).toMatchObject({ hasAlpha: true });
});

/** Returns a TIFF with one channel of 16 bits, with values from 0 to `high`. */
function sixteenBits(high: number): Promise<Buffer> {
  const values = Uint16Array.from({ length: 64 * 64 }, (_, index) => Math.round((index / (64 * 64 - 1)) * high));
  return sharp(values, { raw: { width: 64, height: 64, channels: 1 } })
    .toColourspace('grey16')
    .tiff({ compression: 'none' })
    .toBuffer();
}

test('run again, and by two at once, there is one thumbnail in the end, and no object is left over', async () => {
  const { publishFile, runJobs, look, databases, storage, lumen } = lab();
  const { asset } = await publishFile({ bytes: await picture(900, 900).png().toBuffer(), contentType: 'image/png' });
  await runJobs();
  const first = await look(asset);

  const again = async () => {
    const db = databases.asMembersOf([lumen.id]);
    await db.assetProcessing.updateMany({ where: { assetId: asset.id }, data: { state: 'PENDING' } });
    for (const _ of [1, 2, 3]) await enqueue(db, 'processAsset', { orgId: lumen.id, assetId: asset.id });
  };
  await again();
  await Promise.all([runJobs(), runJobs(), runJobs()]);
  expect(await look(asset)).toEqual(first);

  // The derived asset is different now, as after an update of the encoder.
  await databases.system.asset.updateMany({ where: { sourceId: asset.id }, data: { sha256: '0'.repeat(64) } });
  await again();
  await Promise.all([runJobs(), runJobs(), runJobs()]);
  const last = await look(asset);
  expect(last.derived).toMatchObject([{ sourceRole: 'THUMBNAIL', sha256: first.derived[0]!.sha256 }]);
  expect(last.derived[0]!.id).not.toBe(first.derived[0]!.id);
  expect(await storage.head(first.derived[0]!.objectKey)).toBeNull();
  expect(await storage.head(last.derived[0]!.objectKey)).not.toBeNull();
});

test('a job that names a file of another organization finds none', async () => {
  const { publishFile, runJobs, look, databases, meridian } = lab();
  const { asset } = await publishFile({ bytes: await picture(50, 50).png().toBuffer(), contentType: 'image/png' });
  await databases.system.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await enqueue(databases.system, 'processAsset', { orgId: meridian.id, assetId: asset.id });
  await runJobs();

  expect(await look(asset)).toMatchObject({ derived: [], steps: [], width: null });
});

function solid(background: string, width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

test.for(['utf16le', 'utf16be'] as const)('a drawing in %s is rendered', async (encoding) => {
  const { publishFile, runJobs, look } = lab();
  const svg = `\ufeff<?xml version="1.0" encoding="UTF-16"?><svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="teal"/></svg>`;
  const littleEndian = Buffer.from(svg, 'utf16le');
  const bytes = encoding === 'utf16le' ? littleEndian : littleEndian.swap16();
  const { asset } = await publishFile({ bytes, contentType: 'image/svg+xml' });
  await runJobs();
  expect(await look(asset)).toMatchObject({
    width: 40,
    height: 30,
    steps: ['makePreview: DONE', 'makeThumbnail: DONE', 'measurePicture: DONE'],
  });
});

describe('a large image that browsers show', () => {
  const photograph = (width: number, height: number) =>
    sharp({
      create: { width, height, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
    });

  test('has a preview, upright and beside its thumbnail', async () => {
    const { publishFile, runJobs, look } = lab();
    const bytes = await photograph(4_000, 3_000).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { asset } = await publishFile({ bytes, contentType: 'image/jpeg' });
    await runJobs();
    const seen = await look(asset);
    expect(seen).toMatchObject({
      width: 3_000,
      height: 4_000,
      steps: ['makePreview: DONE', 'makeThumbnail: DONE', 'measurePicture: DONE'],
      derived: [{ sourceRole: 'THUMBNAIL' }, { sourceRole: 'PREVIEW', width: 1_536, height: 2_048 }],
    });
    expect(Number(seen.derived[1]!.byteSize)).toBeLessThan(bytes.byteLength / 3);
  });

  test('has it also if it waits in the queue of its dataset', async () => {
    const { publishFile, runJobs, look, databases, lumen } = lab();
    const bytes = await photograph(3_072, 1_200).jpeg().toBuffer();
    const { asset } = await publishFile({ bytes, contentType: 'image/jpeg' });
    await databases.system.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await enqueueProcessing(databases.system, lumen.id, [asset.id]);
    await runJobs();
    expect((await look(asset)).derived.map(({ sourceRole }) => sourceRole)).toEqual(['THUMBNAIL', 'PREVIEW']);
  });

  test.for([
    ['has few bytes', () => picture(4_000, 3_000).jpeg().toBuffer(), 'image/jpeg'],
    ['has few pixels', () => photograph(2_600, 2_000).jpeg().toBuffer(), 'image/jpeg'],
    ['may move', () => photograph(3_072, 360).gif({ effort: 1, dither: 0 }).toBuffer(), 'image/gif'],
  ] as const)('has none if it %s', async ([, make, contentType]) => {
    const { publishFile, runJobs, look } = lab();
    const { asset } = await publishFile({ bytes: await make(), contentType });
    await runJobs();
    expect(await look(asset)).toMatchObject({
      derived: [{ sourceRole: 'THUMBNAIL' }],
      steps: ['makeThumbnail: DONE', 'measurePicture: DONE'],
    });
  });
});
