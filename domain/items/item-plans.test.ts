import { beforeAll, expect, test } from 'vitest';
import { explaining, nodesOf, type PlanNode, rowsRead } from '#tests/kit/explaining.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { countItems } from './count-items.ts';
import { findItems } from './find-items.ts';
import { findItemsAround } from './find-items-around.ts';
import type { ItemFilter } from './item-filter.ts';
import type { ItemOrder } from './item-order.ts';

const lab = worldOfFile();
const count = 200_000;

beforeAll(async () => {
  const { birds, databases } = lab();
  const { id, orgId } = birds;
  await databases.systemPool.query(`
    SET statement_timeout = '5min';
    INSERT INTO item (id, org_id, dataset_id, key, position, type, title, tags, metadata, created_at, content_hash, byte_size, duration_seconds, since_revision,
      words, words_version, sort_title, sort_key)
    SELECT gen_random_uuid(), '${orgId}', '${id}', 'k' || n, n, 'IMAGE', 'Title ' || md5(n::text),
      ARRAY['common'] || CASE WHEN n % 2000 = 0 THEN '{rare}'::text[] ELSE '{}' END, '{}', 'epoch'::timestamptz + (n * 7919 % ${count}) * interval '1 s',
      '', n * 7919 % 1000, CASE WHEN n % 2 = 0 THEN n * 7919 % 1000 END, 1,
      array_to_tsvector(ARRAY['title', md5(n::text), 'k' || n]), 1,
      'title ' || md5(n::text), 'k' || length(n::text) || n
    FROM generate_series(1, ${count}) n;
    INSERT INTO item_tag (org_id, dataset_id, tag, type, position, item_id)
    SELECT org_id, dataset_id, unnest(tags), type, position, id FROM item;
    INSERT INTO dataset_revision (id, org_id, dataset_id, number, item_count, byte_size, facets, changes)
    VALUES (gen_random_uuid(), '${orgId}', '${id}', 1, ${count}, 0,
      '{"types":[],"tags":[{"value":"common","count":${count}},{"value":"rare","count":${count / 2000}}],"labels":[]}', '{}');
    ANALYZE item; ANALYZE item_tag;
    RESET statement_timeout`);
});

const orders = (['POSITION', 'CREATED_AT', 'TITLE', 'KEY', 'BYTE_SIZE', 'DURATION'] as const).flatMap((field) =>
  (['ASC', 'DESC'] as const).map((direction): ItemOrder => ({ field, direction })),
);
const filters: [string, ItemFilter, number][] = [
  ['everything', {}, 500],
  ['a common tag', { tags: { all: ['common'] } }, 500],
  // The statement may read and sort all rows of a rare tag.
  ['a rare tag', { tags: { all: ['common', 'rare'] } }, 1_500],
  // For these, the statement also walks to the nearest match behind the page, about a thousand rows away.
  ['a hundred keys', { keys: Array.from({ length: 100 }, (_, index) => `k${index * 1_999 + 1}`) }, 20_000],
  ['few sizes', { byteSize: { gte: 999 } }, 20_000],
  ['few durations', { durationSeconds: { gte: 998 } }, 20_000],
];

test.each(filters)(
  'a page of %s reads a few rows by an index, deep down as well, both ways, in any order but of another range',
  async (_what, filter, most) => {
    const { bob, birds } = lab();
    const context = await bob.context();
    // The seeded sizes and durations follow each other, so a walk by one finds the other only at its end. Such a page
    // reads the whole dataset. No index has both columns.
    const isRange = filter.byteSize != null || filter.durationSeconds != null;
    for (const orderBy of orders.filter(({ field }) => !isRange || !['BYTE_SIZE', 'DURATION'].includes(field))) {
      const middle = await findItems(context, birds, 1, { first: 50, filter, orderBy });
      const deep = await deepCursor(orderBy);
      for (const page of [
        { first: 50 },
        { last: 50 },
        { first: 50, after: middle.rows.at(-1)!.cursor },
        { last: 50, before: middle.rows.at(-1)!.cursor },
        { first: 20, after: deep },
        { last: 20, before: deep },
      ]) {
        const roots: PlanNode[] = [];
        await findItems({ ...context, db: explaining(context.db, roots) }, birds, 1, { ...page, filter, orderBy });
        const nodes = roots.flatMap(nodesOf);
        const told = `${JSON.stringify({ orderBy, page })}: ${nodes.map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''}`).join(', ')}`;
        expect(rowsRead(roots), told).toBeLessThan(most);
        expect(
          nodes.map((node) => node['Node Type']),
          told,
        ).not.toContain('Seq Scan');
      }
    }
  },
);

test('words that most items have are found and counted by a look at a few thousand rows, deep down as well', async () => {
  const { bob, birds } = lab();
  const context = await bob.context();
  const rare = { text: 'title', tags: { all: ['rare'] } };
  for (const [filter, most] of [
    [{ text: 't' }, 20_000],
    [rare, 1_500],
  ] as const) {
    for (const page of [
      { first: 50 },
      { first: 50, after: await deepCursor({ field: 'POSITION', direction: 'ASC' }) },
    ]) {
      const roots: PlanNode[] = [];
      const db = explaining(context.db, roots);
      expect((await findItems({ ...context, db }, birds, 1, { ...page, filter })).rows).toHaveLength(50);
      expect(rowsRead(roots)).toBeLessThan(most);
    }
  }
  const roots: PlanNode[] = [];
  const counted = await countItems({ db: explaining(context.db, roots) }, birds, 1, { text: 'title' }, 1_000);
  expect(counted.kind).toBe('ESTIMATE');
  expect(rowsRead(roots)).toBeLessThan(60_000);
});

async function deepCursor(orderBy: ItemOrder) {
  const { bob, birds, databases } = lab();
  const item = await databases.system.item.findFirstOrThrow({ where: { datasetId: birds.id, position: count / 2 } });
  const { rows } = await findItemsAround(await bob.context(), birds, 1, { around: item.id, first: 3, orderBy });
  return rows[1]!.cursor;
}

test('words and a rare tag are counted without reading the dataset', async () => {
  const { bob, birds } = lab();
  const context = await bob.context();
  const started = performance.now();
  expect(await countItems(context, birds, 1, { text: 'k1999' })).toEqual({ value: 111, kind: 'EXACT' });
  expect(await countItems(context, birds, 1, { tags: { all: ['rare'] } })).toEqual({ value: 100, kind: 'EXACT' });
  expect(performance.now() - started).toBeLessThan(2_000);
});
