import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { thumbHashToRGBA } from 'thumbhash';
import { expect, test } from 'vitest';
import { enqueue } from '#domain/tasks.ts';
import { hasFfmpeg, recorded } from './testing/ffmpeg-at-hand.ts';
import { jobWorldOfFile } from './testing/job-world.ts';
import { pdfOf } from './testing/pdf-of.ts';

const lab = jobWorldOfFile();
const fixture = (name: string) => readFileSync(new URL(`../../tests/fixtures/media/${name}`, import.meta.url));

/** Returns an image whose left half is red and whose right half is blue. */
function halves(width: number, height: number): Sharp {
  const half = { create: { width: Math.ceil(width / 2), height, channels: 3 as const, background: 'red' } };
  return sharp({ create: { width, height, channels: 3, background: 'blue' } }).composite([
    { input: half, left: 0, top: 0 },
  ]);
}

const circle = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="30" fill="lime"/></svg>',
);
const sixteenBits = () => {
  const values = Uint16Array.from({ length: 64 * 64 }, (_, index) => (index % 64) * 1_000);
  return sharp(values, { raw: { width: 64, height: 64, channels: 1 } })
    .toColourspace('grey16')
    .tiff()
    .toBuffer();
};
const torn = async () => {
  const bytes = await halves(600, 400).jpeg().toBuffer();
  return bytes.subarray(0, Math.round(bytes.byteLength * 0.8));
};

const files: [string, string, () => Buffer | Promise<Buffer>][] = [
  ['a photograph', 'image/jpeg', () => halves(800, 600).jpeg().toBuffer()],
  [
    'a photograph held sideways',
    'image/jpeg',
    () => halves(800, 600).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
  ],
  ['a drawing on a transparent ground', 'image/svg+xml', () => circle],
  ['inks', 'image/jpeg', () => fixture('cmyk.jpg')],
  ['16 bits', 'image/tiff', sixteenBits],
  ['a long strip', 'image/png', () => halves(40, 6_000).png().toBuffer()],
  ['a torn file', 'image/jpeg', torn],
  ['one pixel', 'image/png', () => halves(1, 1).png().toBuffer()],
  ['a page', 'application/pdf', () => pdfOf(['Herons at dawn'])],
];

test.for(files)('%s has a blurred copy with its colours', async ([, contentType, make]) => {
  const { publishFile, runJobs, look, bytesOf } = lab();
  const { asset } = await publishFile({ bytes: await make(), contentType });
  await runJobs();
  const { derived } = await look(asset);
  expect(derived.length).toBeGreaterThan(0);
  for (const made of derived) {
    expect(made.thumbhash!.byteLength).toBeLessThanOrEqual(30);
    expect(await differenceOf(await bytesOf(made), made.thumbhash!)).toBeLessThan(24);
  }
});

test.skipIf(!hasFfmpeg)('a film has blurred copies of its poster and its thumbnail', async () => {
  const { publishFile, runJobs, look } = lab();
  const bytes = await recorded('mp4', '-f lavfi -i testsrc2=size=320x180:rate=25:duration=1');
  const { asset } = await publishFile({ bytes, contentType: 'video/mp4' });
  await runJobs();
  const hashes = (await look(asset)).derived.map(({ sourceRole, thumbhash }) => [sourceRole, thumbhash !== null]);
  expect(hashes).toEqual([
    ['THUMBNAIL', true],
    ['POSTER', true],
    ['STORYBOARD', false],
    ['STORYBOARD_CUES', false],
  ]);
});

test('pictures of an earlier version get blurred copies, and one that is gone is left out', async () => {
  const { publishFile, runJobs, look, databases, storage } = lab();
  const bytes = () => halves(300, 200).png().toBuffer();
  const [first, second] = await Promise.all(
    [bytes, bytes].map(async (make) => publishFile({ bytes: await make(), contentType: 'image/png' })),
  );
  await runJobs();
  const before = await look(first!.asset);
  await databases.system.asset.updateMany({ data: { thumbhash: null } });
  await storage.delete([(await look(second!.asset)).derived[0]!.objectKey]);

  await enqueue(databases.system, 'hashPictures', {});
  await runJobs();
  expect(await look(first!.asset)).toEqual(before);
  expect((await look(second!.asset)).derived).toMatchObject([{ thumbhash: new Uint8Array() }]);
  // A second run has nothing to do.
  await enqueue(databases.system, 'hashPictures', {});
  await runJobs();
  expect(await look(first!.asset)).toEqual(before);
});

/** Returns the mean difference between a picture and its blurred copy, from 0 to 255. */
async function differenceOf(picture: Buffer, thumbhash: Uint8Array): Promise<number> {
  const { w, h, rgba } = thumbHashToRGBA(thumbhash);
  const small = await sharp(picture).resize(w, h, { fit: 'fill' }).ensureAlpha().raw().toBuffer();
  let sum = 0;
  for (let index = 0; index < small.length; index += 4) {
    const [alpha, copied] = [small[index + 3]!, rgba[index + 3]!];
    for (const channel of [0, 1, 2]) {
      sum += Math.abs(small[index + channel]! * alpha - rgba[index + channel]! * copied) / 255;
    }
    sum += Math.abs(alpha - copied);
  }
  return sum / small.length;
}
