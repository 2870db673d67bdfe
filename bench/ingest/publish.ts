import { copyFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { checkRevision } from './check-revision.ts';
import { copyRows } from './copy-rows.ts';
import { type ManifestShape, storeAssets } from './manifest.ts';
import { type Published, publishEdition } from './publish-edition.ts';
import { percentile, startReaders } from './readers.ts';
import { createDataset, openScene } from './scene.ts';
import { startWorkerProcess } from './start-worker.ts';

/**
 * Publishes a large manifest with a worker while simulated users read, and loads the same rows with a bare COPY. Then
 * publishes a manifest that changes 1 % of the items, one that changes all items, and one without changes. Prints one
 * line of figures for each.
 *
 * npm run bench -- ingest --items 1000000 --tags 1 --readers 4
 *
 * `--profile <folder>` writes a CPU profile of the worker. `--plans <file>` writes the plans of slow statements.
 */
const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '1000000' },
    tags: { type: 'string', default: '1' },
    readers: { type: 'string', default: '4' },
    profile: { type: 'string' },
    plans: { type: 'string' },
  },
});
const [items, tags, readerCount] = [Number(values.items), Number(values.tags), Number(values.readers)];
const explainSlow = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '200',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_triggers': 'on',
};
const scene = await openScene(values.plans === undefined ? {} : explainSlow);
const worker = await startWorkerProcess(scene, values.profile);
let workerCpuBefore = 0;
try {
  const idleMegabytes = worker.peakMegabytes();
  await storeAssets(scene, items);
  const library = await createDataset(scene, 'library');
  await publishEdition(scene, library, { items: Math.min(items, 50_000), tags, edition: 'library' });
  const readTimes = async (work: () => Promise<unknown>) => {
    const readers = startReaders(scene, library, readerCount);
    await work();
    return readers.stop();
  };
  const quiet = await readTimes(() => sleep(15_000));

  const dataset = await createDataset(scene, 'measured');
  workerCpuBefore = worker.cpuSeconds();
  const shape = { items, tags, edition: 'first' };
  let first: Published | undefined;
  const busy = await readTimes(async () => {
    first = await publishEdition(scene, dataset, shape);
  });
  const copy = await copyRows(scene, dataset);
  say('publish', shape, first!, {
    copy,
    timesCopy: first!.seconds / copy.seconds,
    postgresTimesCopy: first!.postgresCpuSeconds / copy.cpuSeconds,
    workerIdleMegabytes: idleMegabytes,
    readersP99Quiet: percentile(quiet, 0.99),
    readersP99Busy: percentile(busy, 0.99),
    readersTimes: percentile(busy, 0.99) / percentile(quiet, 0.99),
  });
  const editions: Record<string, ManifestShape> = {
    'change 1 %': { ...shape, changedPercent: 1 },
    'change all': { ...shape, edition: 'second' },
    'change nothing': { ...shape, edition: 'second', blankLines: 1 },
  };
  for (const [name, edition] of Object.entries(editions)) {
    say(name, edition, await publishEdition(scene, dataset, edition));
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await worker.end();
  if (values.plans !== undefined) copyFileSync(join(scene.folder, 'postgres/postgres.log'), values.plans);
  await scene.end();
}

function say(name: string, shape: ManifestShape, published: Published, more: object = {}): void {
  const { seconds, phases, postgresCpuSeconds, lockMilliseconds, noop, revision } = published;
  checkRevision(revision, shape);
  const figures = {
    items: shape.items,
    changes: noop ? 'noop' : revision.changes,
    seconds,
    itemsPerSecond: Math.round(shape.items / seconds),
    phases,
    postgresCpuSeconds,
    workerCpuSeconds: worker.cpuSeconds() - workerCpuBefore,
    lockMilliseconds,
    workerPeakMegabytes: worker.peakMegabytes(),
    ...more,
    load: loadavg()[0],
    cores: cpus().length,
  };
  const rounded = JSON.stringify(figures, (_key, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Math.round(value * 100) / 100 : value,
  );
  console.log(`${name} ${rounded}`);
  workerCpuBefore = worker.cpuSeconds();
}
