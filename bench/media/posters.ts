import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { enqueueProcessing } from '#domain/assets/enqueue-processing.ts';
import { chooseFfmpeg } from '#server/media/ffmpeg/choose-ffmpeg.ts';
import { buildServer } from '#tests/chaos/server-process.ts';
import { endProcess, startProcess } from '#tests/kit/processes.ts';
import { madeUpDigest, seedFile } from '#tests/kit/seed-file.ts';
import { cpuSecondsOf } from '../ingest/cpu-seconds.ts';
import { createDataset, openScene, type Scene } from '../ingest/scene.ts';

/**
 * Measures how fast a built worker probes the films of the samples and makes their posters. Uses the npm build of
 * ffmpeg and the ffmpeg in PATH. Prints posters per second, and posters per second of CPU time.
 *
 * npm run bench -- posters --films 40
 */
const { values } = parseArgs({ options: { films: { type: 'string', default: '40' } } });
const count = Number(values.films);
const folder = new URL('../../samples/lumen/moving-pictures/video/', import.meta.url);
const films = readdirSync(folder).map((name) => ({
  bytes: readFileSync(new URL(name, folder)),
  contentType: name.endsWith('.webm') ? 'video/webm' : 'video/mp4',
}));
await buildServer();
const scene = await openScene();
try {
  for (const setting of ['npm', '']) {
    const ids = await storeFilms(scene, `films-${setting || 'path'}`);
    const figures = await makePosters(scene, setting, ids);
    const { name } = chooseFfmpeg(setting || undefined);
    console.log(name, JSON.stringify({ ...figures, load: loadavg()[0], cores: cpus().length }));
  }
} finally {
  await scene.end();
}

async function storeFilms(scene: Scene, slug: string): Promise<string[]> {
  const { databases, orgId, storage } = scene;
  const datasetId = await createDataset(scene, slug);
  const ids: string[] = [];
  for (let position = 1; position <= count; position += 1) {
    const film = { ...films[position % films.length]!, type: 'VIDEO' as const, sha256: madeUpDigest() };
    const { asset } = await seedFile(databases.system, storage, { orgId, datasetId, position }, film);
    ids.push(asset.id);
  }
  return ids;
}

async function makePosters({ databases: { system }, ...scene }: Scene, setting: string, ids: string[]) {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = scene.storeSettings;
  const worker = startProcess(process.execPath, ['dist/server/main.js'], {
    env: {
      PATH: process.env['PATH'],
      PROCESSES: 'worker',
      LOG_LEVEL: 'warn',
      DATABASE_URL: scene.connectionString,
      S3_ENDPOINT: endpoint,
      S3_BUCKET: bucket,
      S3_REGION: region,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      FFMPEG_PATH: setting,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const postersOf = (assetIds: string[]) =>
      system.assetProcessing.count({ where: { task: 'makePoster', state: 'DONE', assetId: { in: assetIds } } });
    const [first, ...others] = ids as [string, ...string[]];
    await enqueueProcessing(system, scene.orgId, [first]);
    while ((await postersOf([first])) < 1) await sleep(50);
    const [cpuBefore, startedAt] = [cpuSecondsOf(worker.pid!), performance.now()];
    await enqueueProcessing(system, scene.orgId, others);
    while ((await postersOf(others)) < others.length) await sleep(50);
    const cpuSeconds = cpuSecondsOf(worker.pid!) - cpuBefore;
    const perSecond = others.length / ((performance.now() - startedAt) / 1_000);
    return { films: others.length, perSecond: round(perSecond), perCpuSecond: round(others.length / cpuSeconds) };
  } finally {
    await endProcess(worker);
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
