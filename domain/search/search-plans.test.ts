import { beforeAll, expect, test } from 'vitest';
import { worldOfFile } from '#tests/kit/world.ts';
import { countSearchResults, search } from './search.ts';

const lab = worldOfFile();
const count = 60_000;

// Every item is about an owl, every twelfth has a transcript of ten lines about it, and one in six thousand is about a
// zebra.
beforeAll(async () => {
  const { birds, databases } = lab();
  const { id, orgId } = birds;
  await databases.systemPool.query(`
    SET statement_timeout = '5min';
    INSERT INTO item (id, org_id, dataset_id, key, position, type, title, metadata, created_at, content_hash, since_revision,
      words, words_version)
    SELECT gen_random_uuid(), '${orgId}', '${id}', 'k' || n, n, 'VIDEO',
      'An owl, ' || md5(n::text) || CASE WHEN n % 6000 = 0 THEN ' and a zebra' ELSE '' END, '{}', 'epoch', '', 1,
      setweight(to_tsvector('simple', 'An owl, ' || md5(n::text) || CASE WHEN n % 6000 = 0 THEN ' and a zebra' ELSE '' END), 'A'), 1
    FROM generate_series(1, ${count}) n;
    INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at)
    SELECT gen_random_uuid(), '${orgId}', encode(sha256(position::text::bytea), 'hex'), 1, 'text/vtt', 'o' || position, now()
    FROM item WHERE position % 12 = 0;
    INSERT INTO item_asset (org_id, item_id, role, asset_id)
    SELECT i.org_id, i.id, 'TRANSCRIPT', a.id FROM item i
    JOIN asset a ON a.org_id = i.org_id AND a.object_key = 'o' || i.position;
    INSERT INTO transcript_segment (org_id, asset_id, ordinal, start_seconds, end_seconds, text, words_version)
    SELECT org_id, id, n, n, n + 1, 'the owl said ' || md5(id::text || n) || CASE WHEN n = 3 AND object_key LIKE '%000' THEN ' zebra' ELSE '' END, 1
    FROM asset CROSS JOIN generate_series(0, 9) n;
    UPDATE transcript_segment SET search = to_tsvector('simple', text);
    UPDATE dataset SET revision = 1, status = 'PUBLISHED' WHERE id = '${id}';
    ANALYZE item; ANALYZE item_asset; ANALYZE transcript_segment;
    RESET statement_timeout`);
});

test.each([
  ['rare words', 'zebra', 30, 'EXACT'],
  ['common words', 'owl', 20_000, 'AT_LEAST'],
  ['words that nothing has', 'giraffe', 0, 'EXACT'],
  ['a common beginning', 'o', 20_000, 'AT_LEAST'],
] as const)('%s are found and counted in no time, page after page', async (_what, query, value, kind) => {
  const { bob } = lab();
  const context = await bob.context();
  const started = performance.now();
  const page = await search(context, { query, first: 50 });
  const after = page.rows.at(-1)?.cursor;
  const next = after ? await search(context, { query, first: 50, after }) : null;
  expect(new Set([...page.rows, ...(next?.rows ?? [])].map(({ cursor }) => cursor)).size).toBe(Math.min(value, 100));
  expect(await countSearchResults(context, { query })).toEqual({ value, kind });
  const milliseconds = Math.round(performance.now() - started);
  console.log(`search: ${query}: ${milliseconds} ms for two pages and the count`);
  expect(milliseconds).toBeLessThan(4_000);
});
