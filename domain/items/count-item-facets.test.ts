import { expect, test } from 'vitest';
import { seedItems } from '#tests/kit/seed-items.ts';
import { world } from '#tests/kit/world.ts';
import { newId } from '../ids.ts';
import { countItemFacets } from './count-item-facets.ts';

test('facets count what a filter leaves, and say when there is more', async () => {
  const { bob, mallory, birds, databases } = await world();
  await seedItems(
    databases.system,
    birds,
    [
      { key: 'a', position: 1, tags: ['rain', 'night'] },
      { key: 'b', position: 2, tags: ['rain'] },
      { key: 'c', position: 3, type: 'TEXT', tags: ['night'] },
      { key: 'old', position: 4, tags: ['rain'], since: 1, until: 2 },
    ],
    2,
  );
  const note = (itemKey: string, label: string, sinceRevision: number) => ({
    id: newId(),
    orgId: birds.orgId,
    datasetId: birds.id,
    itemKey,
    label,
    sinceRevision,
    kind: 'CLASSIFICATION' as const,
    geometry: {},
    source: 'REVIEWER' as const,
  });
  await databases.system.annotation.createMany({
    data: [note('a', 'owl', 0), note('a', 'owl', 1), note('b', 'owl', 7), note('c', 'owl', 0)],
  });
  const context = await bob.context();
  const filter = { tags: { all: ['rain'] } };
  expect(await countItemFacets(context, birds, 2, filter)).toEqual({
    types: [{ value: 'IMAGE', count: 2 }],
    tags: [
      { value: 'rain', count: 2 },
      { value: 'night', count: 1 },
    ],
    labels: [{ value: 'owl', count: 1 }],
    exact: true,
  });
  expect(await countItemFacets(context, birds, 2, filter, 1)).toMatchObject({ exact: false });
  expect(await countItemFacets(context, birds, 2, {})).toEqual({ types: [], tags: [], labels: [], exact: true });
  expect(await countItemFacets(await mallory.context(), birds, 2, filter)).toMatchObject({ types: [], tags: [] });
});
