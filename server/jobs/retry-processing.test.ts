import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ask } from '#tests/kit/ask.ts';
import type { Person } from '#tests/kit/person.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();

const RetryProcessing = /* GraphQL */ `
  mutation RetryProcessing($asset: ID!) {
    retryProcessing(input: { assetId: $asset }) {
      __typename
      ... on RetryProcessingSuccess {
        asset { processing { task state reason } }
      }
    }
  }
`;

interface Retried {
  retryProcessing: { __typename: string; asset?: { processing: { task: string; state: string }[] } };
}

/** Publishes an image, deletes its bytes, and runs its jobs, which fail. */
async function lostImage() {
  const { publishFile, runJobs, storage, databases, birds } = lab();
  await databases.system.dataset.updateMany({ where: { id: birds.id }, data: { revision: 1, status: 'PUBLISHED' } });
  const background = { r: Math.floor(Math.random() * 256), g: Math.floor(Math.random() * 256), b: 0 };
  const bytes = await sharp({ create: { width: 90, height: 60, channels: 3, background } })
    .png()
    .toBuffer();
  const { asset, itemId } = await publishFile({ bytes, contentType: 'image/png', type: 'IMAGE' });
  await storage.delete([asset.objectKey]);
  await runJobs();
  const id = Buffer.from(`Asset:${itemId}.${asset.id}`).toString('base64');
  return { asset, id, restore: () => storage.write({ ...asset, bytes }) };
}

const retry = (person: Person, id: string) => ask<Retried>(person, RetryProcessing, { asset: id });

test('alice lets what failed run again', async () => {
  const { alice, look, runJobs } = lab();
  const { asset, id, restore } = await lostImage();
  expect((await look(asset)).steps).toEqual([
    'makeThumbnail: FAILED, The file is no longer in the object store.',
    'measurePicture: FAILED, The file is no longer in the object store.',
  ]);
  await restore();

  const { retryProcessing } = await retry(alice, id);
  expect(retryProcessing.asset!.processing.map(({ state }) => state)).toEqual(['PENDING', 'PENDING']);
  await runJobs();
  expect(await look(asset)).toMatchObject({
    width: 90,
    derived: [{ sourceRole: 'THUMBNAIL' }],
    steps: ['makeThumbnail: DONE', 'measurePicture: DONE'],
  });
});

test('a file that an earlier version has processed gets the steps that are new since', async () => {
  const { alice, look, runJobs, publishFile, databases, birds } = lab();
  await databases.system.dataset.updateMany({ where: { id: birds.id }, data: { revision: 1, status: 'PUBLISHED' } });
  const bytes = Buffer.from(`bird,count\nheron,${Math.random()}\n`);
  const { asset, itemId } = await publishFile({ bytes, contentType: 'text/csv', type: 'TABLE' });
  await runJobs();
  // The earlier version had no summaries.
  await databases.system.assetProcessing.deleteMany({ where: { assetId: asset.id, task: 'summarizeTable' } });
  await databases.system.asset.deleteMany({ where: { sourceId: asset.id } });
  expect(await look(asset)).toMatchObject({ derived: [], steps: ['extractText: DONE'] });

  await retry(alice, Buffer.from(`Asset:${itemId}.${asset.id}`).toString('base64'));
  await runJobs();
  expect(await look(asset)).toMatchObject({
    derived: [{ sourceRole: 'TABLE_SUMMARY' }],
    steps: ['extractText: DONE', 'summarizeTable: DONE'],
  });
});

test('bob may look, but not retry; for mallory there is no such file', async () => {
  const { bob, mallory, databases } = lab();
  const { id } = await lostImage();

  expect((await retry(bob, id)).retryProcessing.__typename).toBe('Forbidden');
  expect((await retry(mallory, id)).retryProcessing.__typename).toBe('NotFound');
  expect(await databases.system.$queryRaw`SELECT id FROM graphile_worker.jobs`).toEqual([]);
});

test('asked for again and again, it runs once', async () => {
  const { alice, databases } = lab();
  const { id } = await lostImage();
  await Promise.all([retry(alice, id), retry(alice, id), retry(alice, id)]);

  expect(await databases.system.$queryRaw`SELECT id FROM graphile_worker.jobs`).toHaveLength(1);
});
