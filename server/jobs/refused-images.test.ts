import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decompressionBomb } from './testing/decompression-bomb.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();
const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/media/${name}`, import.meta.url));

test('a compressed drawing that unpacks to gigabytes ends with a reason', async () => {
  const { publishFile, runJobs, look } = lab();
  const bytes = gzipSync(
    Buffer.concat([Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'), Buffer.alloc(40_000_000, ' ')]),
  );
  const { asset } = await publishFile({ bytes, contentType: 'image/svg+xml', type: 'IMAGE' });
  await runJobs();
  const reason = 'FAILED, The file decodes to more data than the server allows for one file.';
  expect((await look(asset)).steps).toEqual(
    ['makePreview', 'makeThumbnail', 'measurePicture'].map((task) => `${task}: ${reason}`),
  );
});

test.each([
  ['1e9', '1e9', { width: 1_000_000_000, height: 1_000_000_000 }],
  ['2147483647', '10', { width: 2_147_483_647, height: 10 }],
  ['1e12', '1e12', { width: null, height: null }],
  ['1E+9', '10', { width: null, height: null }],
])('a drawing of %s × %s is too large for a picture, and no other size is claimed', async (width, height, size) => {
  const { publishFile, runJobs, look } = lab();
  const bytes = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="9" height="9"/></svg>`,
  );
  const { asset } = await publishFile({ bytes, contentType: 'image/svg+xml', type: 'IMAGE' });
  await runJobs();
  const seen = await look(asset);
  const reason = 'FAILED, The image has more than 1,000,000,000 pixels, the limit for decoding.';
  const measured = size.width === null ? `measurePicture: ${reason}` : 'measurePicture: DONE';
  expect(seen).toMatchObject({ ...size, derived: [] });
  expect(seen.steps).toEqual([`makePreview: ${reason}`, `makeThumbnail: ${reason}`, measured]);
});

test('a damaged image says so at once, and the job is not tried again', async () => {
  const { publishFile, runJobs, look, databases } = lab();
  const whole = await sharp({ create: { width: 800, height: 800, channels: 3, background: 'orange' } })
    .jpeg()
    .toBuffer();
  const { asset } = await publishFile({ bytes: Buffer.from('no image at all'), contentType: 'image/jpeg' });
  const torn = await publishFile({ bytes: whole.subarray(0, whole.byteLength / 2), contentType: 'image/jpeg' });
  const noise = Uint8Array.from({ length: 300 * 300 * 3 }, (_, index) => (index * 7919 + (index >> 5) * 31) % 256);
  const gif = await sharp(noise, { raw: { width: 300, height: 300, channels: 3 } })
    .gif()
    .toBuffer();
  const tornGif = await publishFile({ bytes: gif.subarray(0, gif.byteLength / 2), contentType: 'image/gif' });
  await runJobs();

  const { steps, derived } = await look(asset);
  expect(derived).toEqual([]);
  expect(steps).toEqual([
    'makeThumbnail: FAILED, The image cannot be read. It may be damaged or incomplete.',
    'measurePicture: FAILED, The image cannot be read. It may be damaged or incomplete.',
  ]);
  expect(await look(torn.asset)).toMatchObject({
    width: 800,
    derived: [{ sourceRole: 'THUMBNAIL' }],
    steps: [
      'makeThumbnail: DONE, The image is damaged or incomplete. The part that can be read is shown.',
      'measurePicture: DONE',
    ],
  });
  expect(await look(tornGif.asset)).toMatchObject({
    width: 300,
    derived: [{ sourceRole: 'THUMBNAIL' }],
    steps: [
      'makeThumbnail: DONE, The image is damaged or incomplete. The part that can be read is shown.',
      'measurePicture: DONE',
    ],
  });
  expect(await databases.system.$queryRaw`SELECT id FROM graphile_worker.jobs`).toEqual([]);
});

test('of an image that is not decoded, the size and pages are known, and why it has no picture', async () => {
  const { publishFile, runJobs, look } = lab();
  const steps = (reason: string) => [
    `makePreview: FAILED, ${reason}`,
    `makeThumbnail: FAILED, ${reason}`,
    'measurePicture: DONE',
  ];
  const planes = await publishFile({ bytes: fixture('multipage_rgb.tif'), contentType: 'image/tiff', type: 'IMAGE' });
  const torn = await publishFile({
    bytes: fixture('pic.jp2').subarray(0, 300),
    contentType: 'image/jp2',
    type: 'IMAGE',
  });
  await runJobs();
  expect(await look(planes.asset)).toMatchObject({
    width: 10,
    height: 10,
    pageCount: 2,
    derived: [],
    steps: steps('Images of this format are not supported. Download the file to open it.'),
  });
  expect(await look(torn.asset)).toMatchObject({
    width: 640,
    height: 480,
    pageCount: null,
    derived: [],
    steps: steps('The image cannot be read. It may be damaged or incomplete.'),
  });
});

test('a file is decoded by what it is: a drawing that calls itself a photograph is refused', async () => {
  const { publishFile, runJobs, look } = lab();
  const bytes = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  );
  const { asset } = await publishFile({ bytes, contentType: 'image/png' });
  await runJobs();

  expect(await look(asset)).toMatchObject({ derived: [], width: null });
  expect((await look(asset)).steps).toContainEqual(
    expect.stringMatching(/^makeThumbnail: FAILED, The image cannot be/),
  );
});

test('an image that would fill the memory is not decoded', async () => {
  const { publishFile, runJobs, look } = lab();
  const bytes = decompressionBomb(40_000, 40_000);
  expect(bytes.byteLength).toBeLessThan(2_000_000);
  const { asset } = await publishFile({ bytes, contentType: 'image/png' });
  const before = process.memoryUsage.rss();
  await runJobs();

  expect((await look(asset)).steps).toContainEqual(
    expect.stringMatching(/^makeThumbnail: FAILED, The image has more than/),
  );
  expect(await look(asset)).toMatchObject({ width: 40_000, height: 40_000 });
  expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000);
});
