import { expect, test, vi } from 'vitest';
import type { Databases } from '#database/databases.ts';
import { ask } from '#tests/kit/ask.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { world } from '#tests/kit/world.ts';

const neighbours = /* GraphQL */ `
  query ($key: String!, $filter: ItemFilter, $orderBy: ItemOrder, $revision: Int) {
    dataset(organizationSlug: "lumen", slug: "birds") {
      item(key: $key) {
        previous(filter: $filter, orderBy: $orderBy, revisionNumber: $revision) { key }
        next(filter: $filter, orderBy: $orderBy, revisionNumber: $revision) { key }
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
  // The filter excludes b, but b still has a place in the order.
  expect(await around('b', { filter: { tags: { all: ['rain'] } } })).toEqual(['a', 'c']);
  expect(await around('b', { orderBy: { field: 'TITLE' } })).toEqual(['c', 'a']);
  expect(await around('b', { orderBy: { field: 'TITLE', direction: 'DESC' } })).toEqual(['a', 'c']);
  expect(await ask<Answer>(mallory, neighbours, { key: 'b' })).toEqual({ dataset: null });
});

test('a page of items asks for the neighbours of all of them in as many statements as for those of one', async () => {
  const { bob, birds, databases } = await world();
  const items = Array.from({ length: 60 }, (_, n) => ({
    key: `k${n}`,
    position: n + 1,
    title: `t${n % 7}`,
    byteSize: n % 5,
  }));
  await seedItems(databases.system, birds, items);
  const statementsFor = async (first: number, orderBy: string) => {
    const { answer, statements } = await counting<List>(
      bob,
      databases,
      `{
        dataset(organizationSlug: "lumen", slug: "birds") { items(first: ${first}, orderBy: ${orderBy}) { edges { node {
          key previous(orderBy: ${orderBy}) { key thumbnail { id } } next(orderBy: ${orderBy}) { key }
        } } } }
      }`,
    );
    return { statements, items: answer.dataset.items.edges.map(({ node }) => node) };
  };
  for (const orderBy of [
    '{ field: POSITION }',
    '{ field: TITLE, direction: DESC }',
    '{ field: BYTE_SIZE }',
    '{ field: DURATION }',
  ]) {
    const few = await statementsFor(2, orderBy);
    const many = await statementsFor(50, orderBy);
    expect(many.statements).toBe(few.statements);
    expect(many.statements).toBeGreaterThan(1);
    for (const [index, { previous, next }] of many.items.entries()) {
      expect(previous?.key).toBe(many.items[index - 1]?.key);
      if (index < 49) expect(next!.key).toBe(many.items[index + 1]!.key);
    }
  }
});

interface List {
  dataset: {
    items: { edges: { node: { key: string; previous: { key: string } | null; next: { key: string } | null } }[] };
  };
}

/** Returns the answer and the number of statements that it took. */
async function counting<Data>(person: Parameters<typeof ask>[0], databases: Databases, query: string) {
  const connections = vi.spyOn(databases.appPool, 'connect');
  const answer = await ask<Data>(person, query);
  const statements = connections.mock.calls.length;
  connections.mockRestore();
  return { answer, statements };
}
