import sharp from 'sharp';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { enqueueProcessing } from '#domain/assets/enqueue-processing.ts';
import { newId } from '#domain/ids.ts';
import { takeFiles } from '#domain/processing/take-files.ts';
import { countFiles } from '#domain/revisions/count-files.ts';
import { countProcessing } from '#domain/revisions/count-processing.ts';
import { enqueue } from '#domain/tasks.ts';
import type { Asset } from '#prisma/client/client.ts';
import { madeUpDigest, seedFile } from '#tests/kit/seed-file.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();

beforeEach(async () => {
  const { system } = lab().databases;
  await system.$executeRaw`DELETE FROM processing_batch`;
  await system.$executeRaw`DELETE FROM processing_claim`;
});

let picture: Buffer;
beforeAll(async () => {
  picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
});

/** Creates a dataset with files that wait for processing, as after a publish. */
async function published(organization: 'lumen' | 'meridian', count: number, contentType = 'image/png') {
  const { databases, storage } = lab();
  const orgId = lab()[organization].id;
  const db = databases.system;
  const datasetId = newId();
  await db.dataset.create({
    data: { id: datasetId, orgId, slug: `d-${datasetId}`, name: 'd', revision: 1, status: 'PUBLISHED' },
  });
  const assets: Asset[] = [];
  for (let position = 1; position <= count; position += 1) {
    const file = { bytes: picture, contentType, sha256: madeUpDigest() };
    assets.push((await seedFile(db, storage, { orgId, datasetId, position }, file)).asset);
  }
  const revisionId = newId();
  await db.datasetRevision.create({
    data: { id: revisionId, orgId, datasetId, number: 1, itemCount: count, byteSize: 1n, facets: {}, changes: {} },
  });
  await countFiles(db, { orgId, datasetId, revision: 1 });
  await enqueueProcessing(
    db,
    orgId,
    assets.map(({ id }) => id),
  );
  return { orgId, datasetId, assets, counts: () => countProcessing({ db }, { id: revisionId, orgId }) };
}

/** Runs the jobs. Returns the datasets in the order in which their files were processed. */
async function orderOfDatasets(): Promise<string[]> {
  const { databases, runJobs } = lab();
  const started = new Date();
  await runJobs();
  const rows = await databases.system.$queryRaw<{ datasetId: string }[]>`
    SELECT i.dataset_id AS "datasetId" FROM asset_processing p
    JOIN item_asset l ON l.org_id = p.org_id AND l.asset_id = p.asset_id
    JOIN item i ON i.org_id = l.org_id AND i.id = l.item_id
    WHERE p.task = 'makeThumbnail' AND p.updated_at >= ${started} AND p.state = 'DONE' ORDER BY p.updated_at`;
  return rows.map(({ datasetId }) => datasetId);
}

test('few files do not wait behind many: datasets and organizations take turns', async () => {
  const many = await published('lumen', 24);
  const few = await published('lumen', 3);
  const foreign = await published('meridian', 3);
  expect(await many.counts()).toEqual({ pending: 24, running: 0, done: 0, failed: 0, notApplicable: 0 });

  const order = await orderOfDatasets();
  expect(order).toHaveLength(30);
  // A turn processes six files.
  expect(order.lastIndexOf(few.datasetId)).toBeLessThan(18);
  expect(order.lastIndexOf(foreign.datasetId)).toBeLessThan(18);
  expect(await many.counts()).toEqual({ pending: 0, running: 0, done: 24, failed: 0, notApplicable: 0 });
});

test('a file that somebody looks at comes first', async () => {
  const { databases } = lab();
  const { orgId, datasetId, assets } = await published('lumen', 10);
  const last = assets.at(-1)!.id;
  await databases.system.accessLog.create({
    data: { id: newId(), orgId, action: 'ASSET_URL', datasetId, assetId: last, requestId: 'r' },
  });
  const taken = await takeFiles(databases.system, { orgId, stage: 0, lane: 0, after: null }, '1');
  expect(taken.map(({ assetId }) => assetId)).toEqual([last]);
});

test('a job that is interrupted has the same files again', async () => {
  const { databases } = lab();
  const { orgId } = await published('meridian', 12);
  const lane = { orgId, stage: 0, lane: 0, after: null } as const;
  const first = await takeFiles(databases.system, lane, '77');
  const second = await takeFiles(databases.system, lane, '78');
  const again = await takeFiles(databases.system, lane, '77');
  expect(again.map(({ assetId }) => assetId).sort()).toEqual(first.map(({ assetId }) => assetId).sort());
  expect(again.every(({ attempts }) => attempts === 2)).toBe(true);
  expect(second.some(({ assetId }) => first.some((claim) => claim.assetId === assetId))).toBe(false);
});

test('files that nothing is made of, and files that fail, are counted as such', async () => {
  const { databases, runJobs } = lab();
  const archives = await published('lumen', 2, 'application/zip');
  const broken = await published('lumen', 2, 'application/pdf');
  await runJobs();
  expect(await archives.counts()).toEqual({ pending: 0, running: 0, done: 0, failed: 0, notApplicable: 2 });
  expect(await broken.counts()).toEqual({ pending: 0, running: 0, done: 0, failed: 2, notApplicable: 0 });
  expect(await databases.system.$queryRaw`SELECT FROM processing_batch`).toEqual([]);
});

test('work that lost its job is taken up again', async () => {
  const { databases, runJobs } = lab();
  const { counts, orgId } = await published('lumen', 8);
  await takeFiles(databases.system, { orgId, stage: 0, lane: 0, after: null }, '9999999');
  await databases.system.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  expect(await counts()).toMatchObject({ pending: 2, running: 6 });
  await enqueue(databases.system, 'resumeProcessing', {});
  await runJobs();
  expect(await counts()).toMatchObject({ pending: 0, running: 0, done: 8 });
});

test('a revision counts the files of its own items, each once, and leaves those of others out', async () => {
  const { databases, lumen } = lab();
  const { orgId, datasetId, assets, counts } = await published('lumen', 4);
  const db = databases.system;
  // The next revision removes an item. Its files are queued once more.
  await db.item.updateMany({ where: { datasetId, position: 4 }, data: { untilRevision: 2 } });
  const next = newId();
  await db.datasetRevision.create({
    data: { id: next, orgId, datasetId, number: 2, itemCount: 3, byteSize: 1n, facets: {}, changes: {} },
  });
  await countFiles(db, { orgId, datasetId, revision: 2 });
  const again = assets.slice(0, 3).map(({ id }) => id);
  await db.$executeRaw`
    INSERT INTO processing_batch (org_id, dataset_id, revision, asset_ids)
    VALUES (${orgId}::uuid, ${datasetId}::uuid, 2, ${again}::uuid[])`;
  expect(await counts()).toEqual({ pending: 4, running: 0, done: 0, failed: 0, notApplicable: 0 });
  expect(await countProcessing({ db }, { id: next, orgId: lumen.id })).toMatchObject({ pending: 3, done: 0 });
});
