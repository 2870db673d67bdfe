import { expect, test } from 'vitest';
import { ask } from '#tests/kit/ask.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { world } from '#tests/kit/world.ts';

const neighbours = /* GraphQL */ `
  query ($key: String!, $filter: ItemFilter, $orderBy: ItemOrder, $revision: Int) {
    dataset(organization: "lumen", slug: "birds") {
      item(key: $key) {
        previous(filter: $filter, orderBy: $orderBy, revision: $revision) { key }
        next(filter: $filter, orderBy: $orderBy, revision: $revision) { key }
      }
    }
  }
`;

interface Answer {
  dataset: { item: { previous: { key: string } | null; next: { key: string } | null } } | null;
}

test('neighbours are those of the list one came from, at the revision one reads', async () => {
  const { bob, mallory, birds, databases } = await world();
  await seedItems(
    databases.system,
    birds,
    [
      { key: 'a', position: 1, title: 'z', tags: ['rain'] },
      { key: 'gone', position: 2, until: 2 },
      { key: 'b', position: 3, title: 'y' },
      { key: 'c', position: 4, title: 'x', tags: ['rain'] },
    ],
    2,
  );
  const around = async (key: string, variables = {}) => {
    const { dataset } = await ask<Answer>(bob, neighbours, { key, ...variables });
    return [dataset!.item.previous?.key ?? null, dataset!.item.next?.key ?? null];
  };
  expect(await around('a')).toEqual([null, 'b']);
  expect(await around('b')).toEqual(['a', 'c']);
  expect(await around('c')).toEqual(['b', null]);
  expect(await around('b', { revision: 1 })).toEqual(['gone', 'c']);
  expect(await around('a', { filter: { tags: { all: ['rain'] } } })).toEqual([null, 'c']);
  // b is not in this list, but has its place in it.
  expect(await around('b', { filter: { tags: { all: ['rain'] } } })).toEqual(['a', 'c']);
  expect(await around('b', { orderBy: { field: 'TITLE' } })).toEqual(['c', 'a']);
  expect(await around('b', { orderBy: { field: 'TITLE', direction: 'DESC' } })).toEqual(['a', 'c']);
  expect(await ask<Answer>(mallory, neighbours, { key: 'b' })).toEqual({ dataset: null });
});
