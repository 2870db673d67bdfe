import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { enqueueProcessing } from '#domain/assets/enqueue-processing.ts';
import { openScene } from '../ingest/scene.ts';
import { startWorkerProcess } from '../ingest/start-worker.ts';
import { makePictures } from './make-pictures.ts';
import { storePictures } from './store-pictures.ts';
import { untilThumbnails } from './until-thumbnails.ts';

/**
 * Queues many small pictures of one dataset for a worker, then a few of another dataset of the same organization.
 * Prints the seconds until all pictures of the second dataset have thumbnails.
 *
 * npm run bench -- turns --many 2000 --few 22
 */
const { values } = parseArgs({
  options: { many: { type: 'string', default: '2000' }, few: { type: 'string', default: '22' } },
});
const scene = await openScene();
try {
  const pictures = await makePictures(3, 320, 240);
  const many = await storePictures(scene, 'many', pictures, Number(values.many));
  const few = await storePictures(scene, 'few', pictures, Number(values.few));
  const worker = await startWorkerProcess(scene, undefined, 'all');
  try {
    const { system } = scene.databases;
    await enqueueProcessing(system, scene.orgId, many);
    await untilThumbnails(scene, many.slice(0, 1));
    const startedAt = performance.now();
    await enqueueProcessing(system, scene.orgId, few);
    await untilThumbnails(scene, few);
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const waiting =
      many.length -
      (await system.assetProcessing.count({
        where: { task: 'makeThumbnail', state: 'DONE', assetId: { in: many } },
      }));
    console.log(JSON.stringify({ many: many.length, few: few.length, seconds, waiting, load: loadavg()[0] }));
  } finally {
    await worker.end();
  }
} finally {
  await scene.end();
}
