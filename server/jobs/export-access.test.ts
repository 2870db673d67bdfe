import { expect, test } from 'vitest';
import { authenticateShareLink } from '#domain/identity/authenticate.ts';
import { newId } from '#domain/ids.ts';
import { createShareLink } from '#domain/sharing/create-share-link.ts';
import { ask } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { contextOf } from '#tests/kit/person.ts';
import { exportHelpers, rowIdOf, singer } from './testing/export-helpers.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();
const { datasetWith, start, look } = exportHelpers(lab);

test('members may export and fetch; strangers find nothing, and a share link exports nothing', async () => {
  const { alice, bob, mallory, runJobs, databases } = lab();
  const dataset = await datasetWith([singer]);
  const id = idOf('Dataset', dataset);
  const made = await start(alice, { datasetId: id, format: 'NDJSON' });
  await runJobs();
  expect((await look(bob, made))?.signedUrl).not.toBeNull();
  expect(await look(mallory, made)).toBeNull();
  expect(await mutate(mallory, 'exportDataset', { datasetId: id, format: 'NDJSON' })).toMatchObject({
    code: 'NOT_FOUND',
  });

  const { secret } = await createShareLink(await alice.context(), { datasetId: dataset.id, name: 'for a guest' });
  const guest = {
    name: 'a guest',
    context: async () => contextOf(lab(), await authenticateShareLink({ systemPool: databases.systemPool }, secret)),
  };
  expect(await look(guest, made)).toBeNull();
  expect(await mutate(guest, 'exportDataset', { datasetId: id, format: 'NDJSON' })).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('who may no longer read the dataset gets no address of its exports', async () => {
  const { bob, ada, runJobs } = lab();
  const dataset = await datasetWith([singer]);
  const id = idOf('Dataset', dataset);
  const made = await start(bob, { datasetId: id, format: 'NDJSON' });
  await runJobs();
  expect((await look(bob, made))?.signedUrl).not.toBeNull();
  await mutate(ada, 'updateDataset', { datasetId: id, visibility: 'RESTRICTED' });
  expect(await look(bob, made)).toBeNull();
  const mine = await ask<{ viewer: { exports: { edges: { node: { id: string } }[] } } }>(
    bob,
    '{ viewer { exports { edges { node { id } } } } }',
  );
  expect(mine.viewer.exports.edges.map(({ node }) => node.id)).not.toContain(made.id);
  expect((await look(ada, made))?.signedUrl).not.toBeNull();
});

test('each address handed out stands in the access log as an export, and so does the request', async () => {
  const { bob, runJobs, databases } = lab();
  const dataset = await datasetWith([singer]);
  const made = await start(bob, { datasetId: idOf('Dataset', dataset), format: 'CROISSANT' });
  await runJobs();
  await look(bob, made);
  const entries = await databases.system.accessLog.findMany({
    where: { datasetId: dataset.id, action: 'EXPORT' },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const rowId = rowIdOf(made);
  const what = { format: 'CROISSANT', revision: 1 };
  expect(entries.map(({ userId, detail }) => ({ userId, detail }))).toEqual([
    { userId: bob.userId, detail: { requested: rowId, ...what } },
    { userId: bob.userId, detail: { export: rowId, ...what } },
    { userId: bob.userId, detail: { export: rowId, ...what } },
  ]);
});

test('asking again while an export is under way answers the same one; too many at a time are refused', async () => {
  const { bob, limits } = lab();
  const dataset = idOf('Dataset', await datasetWith([singer]));
  const filterOf = (index: number) => ({ types: ['TEXT'], tags: { all: [`t${index}`] } });
  const made = await Promise.all(
    Array.from({ length: 4 }, () => start(bob, { datasetId: dataset, format: 'NDJSON', filter: filterOf(0) })),
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  for (let index = 1; index < limits.exportsUnderWay; index += 1) {
    await start(bob, { datasetId: dataset, format: 'NDJSON', filter: filterOf(index) });
  }
  const outcome = await mutate(bob, 'exportDataset', { datasetId: dataset, format: 'NDJSON' });
  expect(outcome).toMatchObject({ __typename: 'LimitExceeded', code: 'LIMIT_EXCEEDED' });
  await lab().runJobs();
  await start(bob, { datasetId: dataset, format: 'NDJSON' });
  await lab().runJobs();
});

test('what cannot be exported is refused in words', async () => {
  const { alice, lumen, databases } = lab();
  const draft = await databases.system.dataset.create({
    data: { id: newId(), orgId: lumen.id, slug: newId(), name: 'Draft' },
  });
  const refused = (input: object) => mutate(alice, 'exportDataset', { format: 'NDJSON', ...input });
  expect(await refused({ datasetId: idOf('Dataset', draft) })).toMatchObject({ code: 'INVALID_INPUT' });
  const dataset = idOf('Dataset', await datasetWith([singer]));
  expect(await refused({ datasetId: dataset, revisionNumber: 9 })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused({ datasetId: dataset, filter: { metadata: [{ path: [], exists: true }] } })).toMatchObject({
    code: 'INVALID_INPUT',
  });
});
