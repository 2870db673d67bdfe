import { expect, test } from 'vitest';
import { seedItems } from '#tests/kit/seed-items.ts';
import { world } from '#tests/kit/world.ts';
import { newId } from '../ids.ts';
import { countItemFacets } from './count-item-facets.ts';
import { countItems } from './count-items.ts';

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
  expect(await countItemFacets(await mallory.context(), birds, 2, filter)).toMatchObject({ types: [], tags: [] });
});

test('counts above the limit are estimates of the whole, wherever what matches lies and whatever was removed', async () => {
  const { bob, birds, databases } = await world();
  // The first half has the tag rain, and so does every third item of the second half. Some positions are removed.
  const items = Array.from({ length: 12_000 }, (_, n) => ({
    key: `k${n}`,
    position: n + 1,
    type: n % 4 === 0 ? ('TEXT' as const) : ('IMAGE' as const),
    tags: n < 6_000 || n % 3 === 0 ? ['rain', ...(n < 6_000 ? ['early'] : [])] : [],
  })).filter(({ position }) => position < 7_000 || position > 9_000);
  await seedItems(databases.system, birds, items);
  const truly = (is: (item: (typeof items)[number]) => boolean) => items.filter(is).length;
  const context = await bob.context();
  const filter = { or: [{ tags: { any: ['rain'] } }] };
  const rainy = truly(({ tags }) => tags.includes('rain'));

  expect(await countItems(context, birds, 1, filter)).toEqual({ value: rainy, kind: 'EXACT' });
  const estimate = await countItems(context, birds, 1, filter, 1_000);
  expect(estimate.kind).toBe('ESTIMATE');
  expect(Math.abs(estimate.value / rainy - 1)).toBeLessThan(0.1);
  expect(await countItems(context, birds, 1, filter, 1_000)).toEqual(estimate);

  const { exact, types, tags } = await countItemFacets(context, birds, 1, filter, 1_000);
  expect(exact).toBe(false);
  for (const [value, counted, actual] of [
    ['IMAGE', types, truly((item) => item.tags.includes('rain') && item.type === 'IMAGE')],
    ['rain', tags, rainy],
    ['early', tags, 6_000],
  ] as const) {
    const { count } = counted.find((facet) => facet.value === value)!;
    expect(Math.abs(count / actual - 1), value).toBeLessThan(0.1);
  }
});
