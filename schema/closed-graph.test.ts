import { expect, test } from 'vitest';
import { ask } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
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
