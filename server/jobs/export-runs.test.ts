import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { StorageUnavailable } from '#domain/errors.ts';
import { runExport } from '#domain/exports/run-export.ts';
import { newId } from '#domain/ids.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { patience } from '#tests/kit/patience.ts';
import { startProcess } from '#tests/kit/processes.ts';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { openQueuePool } from './queue-pool.ts';
import { recoverJobs } from './recover-jobs.ts';
import { runJobsOnce } from './run-jobs-once.ts';
import { deferred } from './testing/deferred.ts';
import { cry, exportHelpers, parsed, rowIdOf, singer } from './testing/export-helpers.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();
const { datasetWith, start, look, fetchText, objectsToRemove, runJobsOf } = exportHelpers(lab);

test('an export of which the worker is killed is made by the next, and what the dead one wrote is removed', async () => {
  const { bob, databases, storage, store, connectionString, runJobs, surroundings } = lab();
  const dataset = await datasetWith([singer]);
  const made = await start(bob, { datasetId: idOf('Dataset', dataset), format: 'CROISSANT' });
  const script = fileURLToPath(new URL('testing/endless-exporter.ts', import.meta.url));
  const parameters = ['--import', 'tsx', script, connectionString, JSON.stringify(store.settings)];
  const victim = startProcess(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void victim.kill('SIGKILL'));
  await once(victim.stdout, 'data');
  expect(await look(bob, made)).toMatchObject({ state: 'RUNNING', signedUrl: null });
  victim.kill('SIGKILL');
  await once(victim, 'exit');
  const left = await objectsToRemove(dataset.orgId);
  expect(left.length).toBeGreaterThanOrEqual(2);

  await databases.system
    .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 minute'`;
  const pool = openQueuePool(connectionString, 2);
  await vi.waitFor(async () => expect(await recoverJobs(pool, async () => {})).toBe(1), patience);
  await pool.end();
  await runJobs();
  const ready = (await look(bob, made))!;
  expect(ready).toMatchObject({ state: 'READY', itemCount: 1 });
  await fetchText(ready);
  await fetchText(ready.data!);

  const { objectKey, dataObjectKey } = await databases.system.datasetExport.findFirstOrThrow({
    where: { datasetId: dataset.id },
  });
  expect((await objectsToRemove(dataset.orgId)).filter((key) => left.includes(key))).toEqual(left);
  await databases.system.discardedObject.updateMany({ data: { deleteAfter: new Date() } });
  await runJobsOf('sweepAssets');
  for (const key of left) expect(await storage.head(key)).toBeNull();
  for (const key of [objectKey, dataObjectKey]) expect(await storage.head(key!)).not.toBeNull();
  // A run that starts too late changes nothing.
  await runExport({ ...surroundings, db: databases.system }, { orgId: dataset.orgId, id: rowIdOf(made) });
  expect(await look(bob, made)).toMatchObject({ state: 'READY', sha256: ready.sha256 });
});

test('of two runs at the same time the one that began last counts', async () => {
  const { bob, databases, storage } = lab();
  const dataset = await datasetWith([singer]);
  const made = await start(bob, { datasetId: idOf('Dataset', dataset), format: 'NDJSON' });
  const of = { orgId: dataset.orgId, id: rowIdOf(made) };
  const db = databases.asMembersOf([dataset.orgId]);
  const gate = deferred();
  const reached = deferred();
  const slow = {
    ...storage,
    write: async (object: Parameters<typeof storage.write>[0]) => {
      reached.resolve();
      await gate.promise;
      await storage.write(object);
    },
  };
  const first = runExport({ db, storage: slow }, of);
  await reached.promise;
  await runExport({ db, storage }, of);
  const ready = await databases.system.datasetExport.findFirstOrThrow({ where: { id: of.id } });
  gate.resolve();
  await first;
  expect(await databases.system.datasetExport.findFirstOrThrow({ where: { id: of.id } })).toEqual(ready);
  expect(ready).toMatchObject({ state: 'READY', attempt: 2 });
  await lab().runJobs();
});

test('an export that cannot be made says so, once it is given up', async () => {
  const { bob, databases, storage, surroundings, connectionString } = lab();
  const dataset = await datasetWith([singer]);
  const made = await start(bob, { datasetId: idOf('Dataset', dataset), format: 'NDJSON' });
  await databases.system.$executeRaw`UPDATE graphile_worker._private_jobs SET max_attempts = 1`;
  const down = { ...storage, write: () => Promise.reject(new StorageUnavailable()) };
  await runJobsOnce({ ...surroundings, storage: down, connectionString });
  expect(await look(bob, made)).toMatchObject({
    state: 'FAILED',
    reason: new StorageUnavailable().message,
    signedUrl: null,
  });
});

test('an export whose time is over is gone, and its file follows', async () => {
  const { bob, databases, storage, runJobs } = lab();
  const dataset = await datasetWith([singer]);
  const made = await start(bob, { datasetId: idOf('Dataset', dataset), format: 'NDJSON' });
  await runJobs();
  const { id, objectKey } = await databases.system.datasetExport.findFirstOrThrow({ where: { datasetId: dataset.id } });
  await databases.system.datasetExport.updateMany({ where: { id }, data: { expiresAt: new Date() } });
  expect(await look(bob, made)).toBeNull();
  await runJobsOf('sweepExports', 'sweepAssets');
  expect(await databases.system.datasetExport.count({ where: { id } })).toBe(0);
  // Signed URLs of the file may still be valid, so it is deleted later.
  expect(await storage.head(objectKey!)).not.toBeNull();
  await databases.system.discardedObject.updateMany({ data: { deleteAfter: new Date() } });
  await runJobsOf('sweepExports', 'sweepAssets');
  expect(await storage.head(objectKey!)).toBeNull();
});

test('a revision that is deleted takes its exports with it, ready or under way', async () => {
  const { alice, ada, runJobs, databases } = lab();
  const dataset = await datasetWith([singer]);
  const id = idOf('Dataset', dataset);
  const ready = await start(alice, { datasetId: id, format: 'NDJSON' });
  await runJobs();
  await publishItems(alice, dataset.id, [itemFor('wren', cry)], []);
  const late = await start(alice, { datasetId: id, format: 'CROISSANT', revisionNumber: 1 });
  const revision = await databases.system.datasetRevision.findFirstOrThrow({
    where: { datasetId: dataset.id, number: 1 },
  });
  await mutate(ada, 'deleteDatasetRevision', { revisionId: idOf('DatasetRevision', revision) });
  expect(await look(alice, ready)).toMatchObject({ state: 'READY', signedUrl: null });
  await runJobs();
  expect(await look(alice, late)).toMatchObject({
    state: 'FAILED',
    reason: 'The revision was deleted while it was exported.',
    signedUrl: null,
  });
  await runJobsOf('sweepExports', 'sweepAssets');
  expect(await look(alice, ready)).toBeNull();
});

test('a large export goes to the store in parts, and the memory it takes does not grow with it', async () => {
  const { bob, lumen, databases, runJobs } = lab();
  const dataset = await databases.system.dataset.create({
    data: { id: newId(), orgId: lumen.id, slug: newId(), name: 'Large' },
  });
  const text = 'x'.repeat(40_000);
  const count = 1_200;
  await seedItems(
    databases.system,
    dataset,
    Array.from({ length: count }, (_, index) => ({ key: `k${index}`, position: index * 100 + 1, metadata: { text } })),
  );
  const made = await start(bob, { datasetId: idOf('Dataset', dataset), format: 'NDJSON' });
  const before = process.memoryUsage().arrayBuffers;
  await runJobs();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 1024 ** 2);
  const ready = (await look(bob, made))!;
  expect(ready.itemCount).toBe(count);
  expect(ready.byteSize).toBeGreaterThan(count * text.length);
  const lines = parsed(await fetchText(ready));
  expect(lines.map(({ key }) => key)).toEqual(Array.from({ length: count }, (_, index) => `k${index}`));
});
