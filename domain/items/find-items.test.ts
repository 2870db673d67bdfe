import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCodePoints, naturalKey } from '#formats/natural-order.ts';
import { type SeedItem, seedItems } from '#tests/kit/seed-items.ts';
import { world, worldOfFile } from '#tests/kit/world.ts';
import { findAnchors } from './find-anchors.ts';
import { type FindItemsInput, type FoundItem, findItems } from './find-items.ts';
import { findItemsAround } from './find-items-around.ts';
import { type ItemOrder, itemCursor } from './item-order.ts';

const lab = worldOfFile({ limits: { pageSize: 100 } });

const itemShape = fc.record({
  type: fc.constantFrom('IMAGE' as const, 'TEXT' as const),
  tags: fc.uniqueArray(fc.constantFrom('rain', 'night', '真'), { maxLength: 3 }),
  // Few distinct values, so that many items have equal ones.
  createdAt: fc.integer({ min: 0, max: 3 }).map((day) => new Date(Date.UTC(2020, 0, 1 + day, 0, 0, 0, day))),
  byteSize: fc.integer({ min: 0, max: 3 }),
  title: fc.constantFrom(null, 'Ä', 'a', 'B', '真', 'k1', 'k10', 'k02'),
  durationSeconds: fc.constantFrom(null, 0, 0.1, 1 / 3, 1e21),
  since: fc.integer({ min: 1, max: 3 }),
  span: fc.option(fc.integer({ min: 1, max: 2 })),
});
const orderShape = fc.record<ItemOrder>({
  field: fc.constantFrom('POSITION', 'CREATED_AT', 'TITLE', 'KEY', 'BYTE_SIZE', 'DURATION'),
  direction: fc.constantFrom('ASC', 'DESC'),
});
const filterShape = fc.record({
  types: fc.option(fc.constantFrom(['IMAGE' as const], ['TEXT' as const])),
  tags: fc.record({
    all: fc.uniqueArray(fc.constantFrom('rain', 'night', '真'), { maxLength: 2 }),
    none: fc.uniqueArray(fc.constantFrom('rain', 'night'), { maxLength: 1 }),
  }),
});

const nameOf = ({ title, key }: SeedItem, field: ItemOrder['field'] | undefined) => {
  if (field === 'TITLE') return naturalKey(title ?? key);
  return field === 'KEY' ? naturalKey(key) : '';
};

/** Computes in memory what a list should contain. */
function expected(items: readonly SeedItem[], revision: number, { filter, orderBy }: FindItemsInput): string[] {
  const sign = orderBy?.direction === 'DESC' ? -1 : 1;
  const value = (item: SeedItem) => {
    if (orderBy?.field === 'CREATED_AT') return item.createdAt!.getTime();
    if (orderBy?.field === 'BYTE_SIZE') return item.byteSize!;
    if (orderBy?.field === 'DURATION') return item.durationSeconds ?? sign * Number.MAX_VALUE;
    return item.position;
  };
  return items
    .filter((item) => item.since! <= revision && (item.until == null || item.until > revision))
    .filter((item) => !filter?.types || filter.types.includes(item.type!))
    .filter((item) => (filter?.tags?.all ?? []).every((tag) => item.tags!.includes(tag)))
    .filter((item) => !(filter?.tags?.none ?? []).some((tag) => item.tags!.includes(tag)))
    .sort((one, other) => {
      const byName = compareCodePoints(nameOf(one, orderBy?.field), nameOf(other, orderBy?.field));
      return sign * (byName || value(one) - value(other) || one.position - other.position);
    })
    .map(({ key }) => key);
}

test('walking either way gives every item of the revision once, in order, with exact page info', async () => {
  const { alice, birds, databases } = lab();
  const context = await alice.context();
  const keyOf = async (rows: readonly FoundItem[]) => {
    const items = await databases.system.item.findMany({
      where: { id: { in: rows.map(({ id }) => id) } },
      select: { id: true, key: true },
    });
    return rows.map(({ id }) => items.find((item) => item.id === id)!.key);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(itemShape, { maxLength: 30 }),
      filterShape,
      orderShape,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (shapes, filter, orderBy, size, backward) => {
        const items = shapes.map(({ span, ...item }, index) => ({
          ...item,
          key: `k${index}`,
          position: index + 1,
          until: span === null ? null : item.since + span,
        }));
        await databases.system.item.deleteMany({ where: { datasetId: birds.id } });
        await seedItems(databases.system, birds, items, 3);
        for (const revision of [1, 3]) {
          const wanted = expected(items, revision, { filter, orderBy });
          const walked: string[] = [];
          let cursor: string | null = null;
          for (;;) {
            const input: FindItemsInput = backward ? { last: size, before: cursor } : { first: size, after: cursor };
            const page = await findItems(context, birds, revision, { ...input, filter, orderBy });
            const keys = await keyOf(page.rows);
            walked[backward ? 'unshift' : 'push'](...keys);
            expect(backward ? page.hasNextPage : page.hasPreviousPage).toBe(
              cursor !== null && walked.length > keys.length,
            );
            if (!(backward ? page.hasPreviousPage : page.hasNextPage)) break;
            cursor = (backward ? page.rows[0] : page.rows.at(-1))!.cursor;
          }
          expect(walked).toEqual(wanted);

          const anchors = await findAnchors(context, birds, revision, { filter, orderBy }, size);
          expect(anchors).toHaveLength(Math.floor(wanted.length / size));
          for (const [index, after] of anchors.entries()) {
            const { rows } = await findItems(context, birds, revision, { first: 1, after, filter, orderBy });
            expect(await keyOf(rows)).toEqual(wanted.slice((index + 1) * size, (index + 1) * size + 1));
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('a walk goes on after the item its cursor came from is gone', async () => {
  const { alice, birds, databases } = await world();
  const context = await alice.context();
  await seedItems(
    databases.system,
    birds,
    ['a', 'b', 'c', 'd'].map((key, index) => ({ key, position: index + 1 })),
  );
  const { rows } = await findItems(context, birds, 1, { first: 2 });
  await databases.system.item.deleteMany({ where: { id: rows[1]!.id } });
  const next = await findItems(context, birds, 1, { first: 2, after: rows[1]!.cursor });
  expect(next).toMatchObject({ rows: [{}, {}], hasNextPage: false, hasPreviousPage: true });
});

test('the page around an item has it inside, wherever it stands', async () => {
  const { alice, birds, databases } = await world();
  const context = await alice.context();
  const count = 25;
  await seedItems(
    databases.system,
    birds,
    Array.from({ length: count }, (_, index) => ({ key: `k${index}`, position: index + 1 })),
  );
  const all = (await findItems(context, birds, 1, { first: count })).rows.map(({ id }) => id);
  for (const [index, around] of all.entries()) {
    const page = await findItemsAround(context, birds, 1, { around, first: 10 });
    const from = all.indexOf(page.rows[0]!.id);
    expect(page.rows.map(({ id }) => id)).toEqual(all.slice(from, from + 10));
    expect(from).toBe(Math.min(Math.max(0, index - 5), count - 10));
    expect(page).toMatchObject({ hasPreviousPage: from > 0, hasNextPage: from + 10 < count });
  }
});

test.each([
  ['a number', '5'],
  ['another list', Buffer.from('["items:other:POSITION:ASC",1]').toString('base64url')],
  ['no cursor at all', 'does not belong to this list and order'],
  ['a position beyond all numbers', Buffer.from('["x",1e400]').toString('base64url')],
])('%s is refused as a cursor', async (_what, after) => {
  const { alice, birds } = lab();
  await expect(findItems(await alice.context(), birds, 1, { first: 5, after })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    path: 'after',
  });
});

test('a page larger than the limit, and both directions at once, are refused', async () => {
  const { alice, birds } = lab();
  const context = await alice.context();
  await expect(findItems(context, birds, 1, { first: 101 })).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    limit: 100,
  });
  await expect(findItems(context, birds, 1, { first: 1, last: 1 })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    path: 'last',
  });
});

test.each([
  ['2026-13-45 99:99:99+99', false],
  ['2026-02-30 00:00:00+00', false],
  ['12026-01-01 00:00:00+00', false],
  ['2026-06-01 12:00:00.123+00', true],
  ['2026-06-01 12:00:00-04:30', true],
])('a cursor of the time %s is accepted: %s', async (sortValue, isAccepted) => {
  const order: ItemOrder = { field: 'CREATED_AT', direction: 'ASC' };
  const { birds, bob } = lab();
  const after = itemCursor(birds.id, order, { position: 1n, sortValue });
  const page = findItems(await bob.context(), birds, 1, { first: 1, after, orderBy: order });
  if (isAccepted) expect((await page).rows).toBeDefined();
  else await expect(page).rejects.toMatchObject({ code: 'INVALID_INPUT', path: 'after' });
});
