import { expect, test } from 'vitest';
import { authenticateShareLink } from '#domain/identity/authenticate.ts';
import { answerIn, answerTo, ask } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { contextOf } from '#tests/kit/person.ts';
import { seedAssets } from '#tests/kit/seed-assets.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();

const query = `query ($id: ID!) { node(id: $id) { ... on Annotation {
  label item { key revision { number } assets { item { key dataset { slug } } } }
} } }`;

test('an annotation leads to its item, the item to its revision, and a file to its item', async () => {
  const { databases, birds, bob, mallory, ada } = lab();
  await seedItems(databases.system, birds, [{ key: 'heron', position: 1 }]);
  await seedAssets(databases.system, birds);
  const item = await databases.system.item.findFirstOrThrow({ where: { datasetId: birds.id, key: 'heron' } });
  const input = { itemId: idOf('Item', item), kind: 'CLASSIFICATION', label: 'wading', geometry: {} };
  const made = await mutate(bob, 'createAnnotation', input, 'annotation { id }');
  const { id } = made['annotation'] as { id: string };

  const { node } = await ask<{ node: { item: { assets: object[] } } }>(bob, query, { id });
  expect(node).toMatchObject({ label: 'wading', item: { key: 'heron', revision: { number: 1 } } });
  expect(node.item.assets).toEqual([{ item: { key: 'heron', dataset: { slug: 'birds' } } }]);
  expect(await ask(mallory, query, { id })).toEqual({ node: null });

  // An annotation of an item that was removed stays.
  await databases.system.item.updateMany({ where: { id: item.id }, data: { untilRevision: 2 } });
  await databases.system.dataset.updateMany({ where: { id: birds.id }, data: { revision: 2 } });
  expect(await ask(ada, query, { id })).toEqual({ node: { label: 'wading', item: null } });
});

test('an organization leads to its datasets, a dataset to each revision, and a revision to its items', async () => {
  const { databases, plates, bob, mallory, ada } = lab();
  await seedItems(
    databases.system,
    plates,
    [
      { key: 'kept', position: 1 },
      { key: 'removed', position: 2, until: 2 },
      { key: 'added', position: 3, since: 2 },
    ],
    2,
  );
  const walk = `{ organization(slug: "meridian") { datasets(filter: { text: "plates" }, orderBy: { field: NAME }) {
    totalCount nodes { slug first: revision(number: 1) { ...listed } latest: revision { ...listed } third: revision(number: 3) { number } } } } }
    fragment listed on DatasetRevision { number author { name } items { totalCount totalCountKind revisionNumber nodes { key revision { number } } } }`;
  const item = (key: string, number: number) => ({ key, revision: { number } });
  const revision = (number: number, ...nodes: object[]) => ({
    number,
    author: null,
    items: { totalCount: nodes.length, totalCountKind: 'EXACT', revisionNumber: number, nodes },
  });
  expect(await ask(mallory, walk)).toEqual({
    organization: {
      datasets: {
        totalCount: 1,
        nodes: [
          {
            slug: 'plates',
            first: revision(1, item('kept', 1), item('removed', 1)),
            latest: revision(2, item('kept', 1), item('added', 2)),
            third: null,
          },
        ],
      },
    },
  });
  for (const stranger of [bob, ada]) expect(await ask(stranger, walk)).toEqual({ organization: null });

  await databases.system.datasetRevision.updateMany({
    where: { datasetId: plates.id, number: 1 },
    data: { deletedAt: new Date() },
  });
  const { data, errors } = await answerTo(
    mallory,
    `{ dataset(organizationSlug: "meridian", slug: "plates") { revision(number: 1) { number items { totalCount } } } }`,
  );
  expect(data).toEqual({ dataset: { revision: { number: 1, items: null } } });
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['NOT_FOUND']);
});

test('people are named as authors to members, and not to the holder of a share link or a limited token', async () => {
  const { databases, birds, bob } = lab();
  await databases.system.datasetRevision.updateMany({ where: { datasetId: birds.id }, data: { authorId: bob.userId } });
  const asked = `{ dataset(organizationSlug: "lumen", slug: "birds") { revision(number: 1) { author { name } } } }`;
  expect(await ask(bob, asked)).toEqual({ dataset: { revision: { author: { name: 'bob' } } } });
  const made = await mutate(
    lab().alice,
    'createShareLink',
    { datasetId: idOf('Dataset', birds), name: 'guests' },
    'secret',
  );
  const viewer = await authenticateShareLink(databases, String(made['secret']));
  const { data } = await answerIn(contextOf(lab(), viewer), asked);
  expect(data).toEqual({ dataset: { revision: { author: null } } });

  const limited = { ...(await bob.context()).viewer, kind: 'TOKEN' as const, datasetIds: new Set([birds.id]) };
  expect(await answerIn(contextOf(lab(), limited), asked)).toEqual({
    data: { dataset: { revision: { author: null } } },
  });
  const links = `{ dataset(organizationSlug: "lumen", slug: "birds") { shareLinks { nodes { name createdBy { name } } } } }`;
  const alice = (await lab().alice.context()).viewer;
  const publisher = { ...alice, kind: 'TOKEN' as const, datasetIds: new Set([birds.id]) };
  expect(await answerIn(contextOf(lab(), publisher), links)).toMatchObject({
    data: { dataset: { shareLinks: { nodes: [{ name: 'guests', createdBy: null }] } } },
  });
});

test('members read the version of the server, and its limits', async () => {
  const { bob, limits } = lab();
  expect(
    await ask(bob, '{ server { version limits { pageSize nodes ingest { uploadsPerCall inlineItems } } } }'),
  ).toEqual({
    server: {
      version: '0.0.0',
      limits: {
        pageSize: limits.pageSize,
        nodes: limits.nodes,
        ingest: { uploadsPerCall: limits.uploadsPerCall, inlineItems: limits.inlineItems },
      },
    },
  });
});
