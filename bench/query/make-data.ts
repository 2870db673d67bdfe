import { Client } from 'pg';
import { wordsVersion } from '#domain/text/words.ts';
import { naturalKey } from '#formats/natural-order.ts';

/** Dataset on which the operations are measured. It has half of all items. */
export const measured = { organization: 'lumen', slug: 'street-scenes' };

const datasets = 200;
const otherOrganizations = 20;

// SQL for the search words and sort keys of these names. It gives the same results as the tokenizer and the natural
// order in the code.
const words = `setweight(to_tsvector('simple', i.title), 'A') || setweight(to_tsvector('simple', replace(i.key, '/', ' ')), 'B')
  || setweight(to_tsvector('simple', replace(array_to_string(i.tags, ' '), '-', ' ')), 'B')`;
const character = (text: string) => `chr(${naturalKey(text).charCodeAt(0)})`;
const slash = character('/');
const number = (value: string) => `length((${value})::text)::text || (${value})::text`;
const sortTitle = `replace(lower(regexp_replace(i.title, '[0-9]+$', '')), ' ', ${character(' ')}) || CASE i.position % 5000
  WHEN 0 THEN '0' ELSE ${number('i.position % 5000')} END || chr(1) || chr(1) || '1'`;

/*
 * Makes rows in PostgreSQL as publishing would. Half the items are in one dataset. The others are in 199 more datasets
 * of 21 organizations: the size of a dataset is proportional to one over its rank. Each item has one to three files.
 * Tags are skewed: `outdoor` is on three items of ten, `night-rain` on one of a thousand, `eclipse` on one of twenty
 * thousand. 800 class tags lie between.
 */
const statements = (items: number) => [
  // Turns off foreign key checks, which would take most of the time. The rows satisfy the keys.
  `SET session_replication_role = replica; SET maintenance_work_mem = '1GB'; SET synchronous_commit = off`,
  // Returns a UUIDv7 for a kind and a number. Ids have the same order as the numbers.
  `CREATE FUNCTION pg_temp.id(kind bigint, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
     SELECT (lpad(to_hex(1761955200000 + number), 12, '0') || '7000' || '8000' || lpad(to_hex(kind), 12, '0'))::uuid $$`,
  // Returns an evenly distributed number in [0, 1), the same in every run.
  `CREATE FUNCTION pg_temp.draw(number bigint, seed bigint) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
     SELECT (hashint8extended(number, seed) & 1048575) / 1048576.0 $$`,
  `CREATE FUNCTION pg_temp.sha(kind text, number bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
     SELECT encode(sha256((kind || number)::bytea), 'hex') $$`,
  `INSERT INTO organization (id, slug, name)
   SELECT pg_temp.id(1, n), CASE n WHEN 0 THEN '${measured.organization}' ELSE 'org-' || n END, 'Organization ' || n
   FROM generate_series(0, ${otherOrganizations}) n`,
  `INSERT INTO "user" (id, email, name) VALUES (pg_temp.id(2, 0), 'alice@lumen.example', 'Alice')`,
  `INSERT INTO membership (org_id, user_id, role) VALUES (pg_temp.id(1, 0), pg_temp.id(2, 0), 'OWNER')`,
  `CREATE TEMP TABLE plan AS
   SELECT n, pg_temp.id(1, CASE WHEN n < 60 THEN 0 ELSE 1 + n % ${otherOrganizations} END) AS org_id, pg_temp.id(3, n) AS dataset_id,
     size, (sum(size) OVER (ORDER BY n) - size)::bigint AS first
   FROM (
     SELECT n, CASE n WHEN 0 THEN ${items} / 2 ELSE greatest(1, floor(${items} / 2 / n / ln(${datasets}) * 0.9)) END::bigint AS size
     FROM generate_series(0, ${datasets - 1}) n
   ) sizes`,
  `INSERT INTO dataset (id, org_id, slug, name, description, license, status, revision, updated_at)
   SELECT dataset_id, org_id, CASE n WHEN 0 THEN '${measured.slug}' ELSE 'dataset-' || n END, 'Dataset ' || n,
     'Made to be measured.', 'CC-BY-4.0', 'PUBLISHED', 1, timestamptz '2026-01-01' + n * interval '1 hour' FROM plan`,
  `INSERT INTO item (id, org_id, dataset_id, key, position, type, title, tags, metadata, created_at, content_hash, byte_size, duration_seconds, since_revision, words, words_version, sort_title, sort_key)
   SELECT i.*, ${words}, ${wordsVersion}, ${sortTitle}, 'scenes' || ${slash} || ${number('i.position')}
   FROM (SELECT pg_temp.id(4, number) AS id, org_id, dataset_id, 'scenes/' || lpad(position::text, 9, '0') AS key, position, type,
     'A ' || (ARRAY['heron','market','bridge','tram','bakery','harbour','stairway','fountain','kiosk','ferry'])[1 + floor(10 * pow(b, 3))::int]
       || ' seen from corner ' || position % 5000 AS title,
     (SELECT array_agg(tag) FROM unnest(ARRAY[
       'class-' || floor(800 * pow(a, 3)), CASE WHEN b < 0.3 THEN 'outdoor' END,
       CASE WHEN position % 1000 = 7 THEN 'night-rain' END, CASE WHEN position % 20000 = 13 THEN 'eclipse' END]) tag WHERE tag IS NOT NULL) AS tags,
     jsonb_build_object('camera', 'cam-' || number % 12, 'exposure', round(a::numeric, 3), 'weather', jsonb_build_object('rain', b < 0.2)),
     timestamptz '2026-01-01' + number * interval '1 second', sha256(number::text::bytea), 100000 + number % 900000,
     CASE WHEN type IN ('VIDEO', 'AUDIO') THEN 10 + number % 600 END, 1 AS since_revision
   FROM (
     SELECT plan.*, position, first + position AS number, pg_temp.draw(first + position, 1) AS a, pg_temp.draw(first + position, 2) AS b,
       (CASE WHEN kind < 0.8 THEN 'IMAGE' WHEN kind < 0.9 THEN 'VIDEO' WHEN kind < 0.95 THEN 'AUDIO' WHEN kind < 0.98 THEN 'TEXT'
         ELSE 'DOCUMENT' END)::"ItemType" AS type
     FROM plan CROSS JOIN LATERAL generate_series(1, size) position CROSS JOIN LATERAL (SELECT pg_temp.draw(first + position, 3) AS kind) k
   ) drawn) i`,
  `INSERT INTO item_tag (org_id, dataset_id, tag, type, position, item_id)
   SELECT org_id, dataset_id, tag, type, position, id FROM item CROSS JOIN LATERAL unnest(tags) tag`,
  // Creates the files: the content of each item, transcripts of recordings, an attachment of every tenth item, and
  // thumbnails of visual content.
  `CREATE TEMP TABLE file AS
   SELECT item.org_id, item.id AS item_id, type, n AS number, byte_size FROM item
   CROSS JOIN LATERAL (SELECT ('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint - 1761955200000 AS n) numbered`,
  ...[
    { kind: 5, role: 'PRIMARY', where: 'true', size: 'byte_size', type: `'image/jpeg'`, measures: '4000, 3000' },
    {
      kind: 6,
      role: 'TRANSCRIPT',
      where: `type IN ('VIDEO', 'AUDIO')`,
      size: '2000',
      type: `'text/vtt'`,
      measures: 'NULL, NULL',
    },
    {
      kind: 7,
      role: 'ATTACHMENT',
      where: 'number % 10 = 0',
      size: '500',
      type: `'application/json'`,
      measures: 'NULL, NULL',
    },
  ].flatMap(({ kind, role, where, size, type, measures }) => [
    `INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at, width, height)
     SELECT pg_temp.id(${kind}, number), org_id, pg_temp.sha('${role}', number), ${size}, ${type},
       'org/' || org_id || '/' || pg_temp.id(${kind}, number), now(), ${measures}
     FROM file WHERE ${where}`,
    `INSERT INTO item_asset (org_id, item_id, role, asset_id, filename)
     SELECT org_id, item_id, '${role}', pg_temp.id(${kind}, number), lower('${role}-') || number FROM file WHERE ${where}`,
  ]),
  `INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at, width, height, source_id, source_role)
   SELECT pg_temp.id(8, number), org_id, pg_temp.sha('THUMBNAIL', number), 9000, 'image/webp',
     'org/' || org_id || '/' || pg_temp.id(8, number), now(), 320, 240, pg_temp.id(5, number), 'THUMBNAIL'
   FROM file WHERE type IN ('IMAGE', 'VIDEO')`,
  `INSERT INTO annotation (id, org_id, dataset_id, item_key, kind, label, confidence, geometry, source, since_revision)
   SELECT pg_temp.id(9, position * 4 + n), org_id, dataset_id, key, 'BOX', 'label-' || (position / 20 * n) % 40, 0.25 * n,
     jsonb_build_object('x', 0.1 * n, 'y', 0.2, 'width', 0.3, 'height', 0.25), 'PUBLISHER', 1
   FROM item CROSS JOIN LATERAL generate_series(1, 3) n WHERE dataset_id = pg_temp.id(3, 0) AND position % 20 = 0`,
  `INSERT INTO dataset_revision (id, org_id, dataset_id, number, message, item_count, byte_size, facets, changes)
   SELECT pg_temp.id(10, n), org_id, dataset_id, 1, 'First', size,
     (SELECT sum(byte_size) FROM item WHERE item.org_id = plan.org_id AND item.dataset_id = plan.dataset_id),
     jsonb_build_object(
       'types', (SELECT coalesce(jsonb_agg(f), '[]') FROM (SELECT type::text AS value, count(*) FROM item i
         WHERE i.org_id = plan.org_id AND i.dataset_id = plan.dataset_id GROUP BY type ORDER BY 2 DESC, 1) f),
       'tags', (SELECT coalesce(jsonb_agg(f), '[]') FROM (SELECT tag AS value, count(*) FROM item_tag i
         WHERE i.org_id = plan.org_id AND i.dataset_id = plan.dataset_id GROUP BY tag ORDER BY 2 DESC, 1 LIMIT 1000) f),
       'labels', (SELECT coalesce(jsonb_agg(f), '[]') FROM (SELECT label AS value, count(DISTINCT item_key) FROM annotation i
         WHERE i.org_id = plan.org_id AND i.dataset_id = plan.dataset_id GROUP BY label ORDER BY 2 DESC, 1 LIMIT 1000) f)),
     jsonb_build_object('added', size, 'changed', 0, 'removed', 0, 'unchanged', 0)
   FROM plan`,
];

/** Fills an empty database that is already migrated. Takes some minutes for two million items. */
export async function makeData(superuserConnectionString: string, items: number, say: (line: string) => void) {
  const url = new URL(superuserConnectionString);
  url.pathname = '/vitrine';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  const [filling, ...rest] = statements(items);
  const indexes = await secondaryIndexes(client);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  for (const statement of [filling!, ...rest]) {
    const startedAt = performance.now();
    const { rowCount } = await client.query(statement);
    const [, table] = /INSERT INTO (\S+)/.exec(statement) ?? [];
    if (table) say(`${table}: ${rowCount} rows in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
  for (const { definition } of indexes) await client.query(definition);
  say(`${indexes.length} indexes made again`);
  await client.query('VACUUM ANALYZE');
  await client.end();
}

/**
 * Returns the indexes that no constraint or foreign key needs. Creating them after the rows is several times faster.
 */
async function secondaryIndexes(client: Client) {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) AND indrelid IN ('item'::regclass, 'asset'::regclass, 'item_asset'::regclass, 'item_tag'::regclass)`,
  );
  return rows;
}
