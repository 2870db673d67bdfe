import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { enqueueProcessing } from '#domain/assets/enqueue-processing.ts';
import { openScene, type Scene } from '../ingest/scene.ts';
import { startWorkerProcess } from '../ingest/start-worker.ts';
import { makePictures } from './make-pictures.ts';
import { storePictures } from './store-pictures.ts';
import { untilThumbnails } from './until-thumbnails.ts';

/**
 * Makes thumbnails of photographs of 12 megapixels and of small pictures, once with a worker and once with sharp alone.
 * Prints pictures per second, and milliseconds of CPU time per picture.
 *
 * npm run bench -- media --large 300 --small 500
 */
const { values } = parseArgs({
  options: { large: { type: 'string', default: '300' }, small: { type: 'string', default: '500' } },
});
const sizes = [
  { name: '12 megapixels', count: Number(values.large), width: 4_000, height: 3_000 },
  { name: '320 x 240', count: Number(values.small), width: 320, height: 240 },
];
const scene = await openScene();
try {
  for (const { name, count, width, height } of sizes.filter((size) => size.count > 0)) {
    const pictures = await makePictures(3, width, height);
    const ids = await storePictures(scene, `of-${width}`, pictures, count);
    const alone = await bySharpAlone(pictures, count);
    const worker = await byWorker(scene, ids);
    const share = alone.cpuMilliseconds / worker.cpuMilliseconds;
    console.log(
      name,
      JSON.stringify({ count, worker, alone, share: round(share), load: loadavg()[0], cores: cpus().length }),
    );
  }
} finally {
  await scene.end();
}

/** Makes two thumbnails at a time, as a worker does. */
async function bySharpAlone(pictures: readonly Buffer[], count: number) {
  sharp.concurrency(2);
  sharp.cache(false);
  const [before, startedAt] = [process.cpuUsage(), performance.now()];
  let next = 0;
  const lane = async () => {
    for (; next < count; ) {
      const picture = pictures[next++ % pictures.length]!;
      await sharp(picture)
        .autoOrient()
        .resize({ width: 480, height: 480, fit: 'inside' })
        .webp({ quality: 78 })
        .toBuffer();
    }
  };
  await Promise.all([lane(), lane()]);
  const { user, system } = process.cpuUsage(before);
  return figures(count, (performance.now() - startedAt) / 1_000, (user + system) / 1e6);
}

async function byWorker(scene: Scene, ids: string[]) {
  const worker = await startWorkerProcess(scene, undefined, 'all');
  try {
    const [cpuBefore, startedAt] = [worker.cpuSeconds(), performance.now()];
    await enqueueProcessing(scene.databases.system, scene.orgId, ids);
    await untilThumbnails(scene, ids);
    return figures(ids.length, (performance.now() - startedAt) / 1_000, worker.cpuSeconds() - cpuBefore);
  } finally {
    await worker.end();
  }
}

function figures(count: number, seconds: number, cpuSeconds: number) {
  return { perSecond: round(count / seconds), cpuMilliseconds: round((cpuSeconds / count) * 1_000) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
