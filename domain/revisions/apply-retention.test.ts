import { expect, test } from 'vitest';
import { itemFor, itemsOf, publishItems } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import { type World, world } from '#tests/kit/world.ts';
import { sweepAssets } from '../assets/sweep-assets.ts';
import { sweepOrphans } from '../assets/sweep-orphans.ts';
import { InvalidInput, NotFound } from '../errors.ts';
import { applyRetention } from './apply-retention.ts';
import { deleteDatasetRevision } from './delete-dataset-revision.ts';
import { setRevisionRetention } from './set-revision-retention.ts';

const songs = ['first', 'second', 'third', 'fourth'].map((text) => fileOf(text));

/**
 * Publishes four revisions. `stays` is in all of them, `song` has another file in each, and each has one key that
 * occurs only there.
 */
async function fourRevisions(lab: World) {
  const stays = fileOf('stays');
  for (const [index, song] of songs.entries()) {
    const items = [itemFor('stays', stays), itemFor('song', song), itemFor(`once ${index + 1}`, stays)];
    await publishItems(lab.alice, lab.birds.id, items, [stays, song]);
  }
}

function revisionsOf({ databases, birds }: World) {
  return databases.system.datasetRevision.findMany({ where: { datasetId: birds.id }, orderBy: { number: 'asc' } });
}

test('a dataset keeps its last revisions; the rows and files that only older ones had go', async () => {
  const lab = await world();
  const { ada, birds, databases, storage } = lab;
  const { system } = databases;
  await fourRevisions(lab);
  const before = [await itemsOf(lab, birds, 3), await itemsOf(lab, birds, 4)];
  await setRevisionRetention(await ada.context(), { datasetId: birds.id, retainedRevisions: 2 });
  const apply = () => applyRetention(system, { orgId: birds.orgId, datasetId: birds.id });
  await apply();
  await apply(); // as a job that runs twice

  expect((await revisionsOf(lab)).map(({ deletedAt }) => deletedAt !== null)).toEqual([true, true, false, false]);
  expect([await itemsOf(lab, birds, 3), await itemsOf(lab, birds, 4)]).toEqual(before);
  const keys = (await system.item.findMany({ where: { datasetId: birds.id } })).map(({ key }) => key);
  expect(keys.sort()).toEqual(['once 3', 'once 4', 'song', 'song', 'stays']);

  // The first sweep marks assets, the second deletes them and discards their objects.
  const sweep = () => sweepAssets({ system, storage }, { graceHours: 0 });
  await system.ingestSession.updateMany({ data: { closedAt: new Date(Date.now() - 1_000) } });
  await sweep();
  await sweep();
  await sweepOrphans({ system, storage }, { graceHours: 0 });
  const left = (await system.asset.findMany()).map(({ sha256 }) => sha256);
  expect(new Set(left)).toEqual(new Set([fileOf('stays'), songs[2]!, songs[3]!].map(({ sha256 }) => sha256)));
  for (const { objectKey } of await system.asset.findMany()) expect(await storage.head(objectKey)).not.toBeNull();
});

test('without a setting all are kept but those that were deleted by hand, and never the current one', async () => {
  const lab = await world();
  const { ada, alice, mallory, birds, databases } = lab;
  await fourRevisions(lab);
  const [, second, , current] = await revisionsOf(lab);
  await expect(deleteDatasetRevision(await alice.context(), second!.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(deleteDatasetRevision(await mallory.context(), second!.id)).rejects.toThrow(NotFound);
  await expect(deleteDatasetRevision(await ada.context(), current!.id)).rejects.toThrow(InvalidInput);
  await deleteDatasetRevision(await ada.context(), second!.id);
  const first = await itemsOf(lab, birds, 1);
  await applyRetention(databases.system, { orgId: birds.orgId, datasetId: birds.id });
  expect((await revisionsOf(lab)).map(({ deletedAt }) => deletedAt !== null)).toEqual([false, true, false, false]);
  expect(await itemsOf(lab, birds, 1)).toEqual(first);
  expect(await databases.system.item.count({ where: { datasetId: birds.id, key: 'once 2' } })).toBe(0);
  expect(await databases.system.item.count({ where: { datasetId: birds.id, key: 'song' } })).toBe(3);
});

test('at least one is kept, and only an admin says how many', async () => {
  const lab = await world();
  const set = async (person: World['ada'], retainedRevisions: number | null) =>
    setRevisionRetention(await person.context(), { datasetId: lab.birds.id, retainedRevisions });
  await expect(set(lab.ada, 0)).rejects.toThrow(InvalidInput);
  await expect(set(lab.alice, 1)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(set(lab.mallory, 1)).rejects.toThrow(NotFound);
  expect(await set(lab.ada, null)).toMatchObject({ retainedRevisions: null });
});
