import sharp from 'sharp';
import { expect, test } from 'vitest';
import { enqueue } from '#domain/tasks.ts';
import { decompressionBomb } from './testing/decompression-bomb.ts';
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

  expect(await look(asset)).toMatchObject({ width: 600, height: 300, derived: [{ width: 480, height: 240 }] });
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

test('a damaged image says so at once, and the job is not tried again', async () => {
  const { publishFile, runJobs, look, databases } = lab();
  const whole = await picture(800, 800).jpeg().toBuffer();
  const { asset } = await publishFile({ bytes: Buffer.from('no image at all'), contentType: 'image/jpeg' });
  const torn = await publishFile({ bytes: whole.subarray(0, whole.byteLength / 2), contentType: 'image/jpeg' });
  await runJobs();

  const { steps, derived } = await look(asset);
  expect(derived).toEqual([]);
  expect(steps).toEqual([
    expect.stringMatching(/^makeThumbnail: FAILED, The image cannot be read: /),
    expect.stringMatching(/^measurePicture: FAILED, The image cannot be read: /),
  ]);
  expect((await look(torn.asset)).steps).toContainEqual(expect.stringMatching(/^makeThumbnail: FAILED/));
  expect(await databases.system.$queryRaw`SELECT id FROM graphile_worker.jobs`).toEqual([]);
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
  expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000);
});

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

  // What was made differs now, as with a newer encoder.
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
