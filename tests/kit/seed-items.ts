import type { Db } from '#database/databases.ts';
import type { Dataset } from '#prisma/client/client.ts';
import type { ItemType } from '#prisma/client/enums.ts';
import { indexSeeds } from './index-seeds.ts';

export interface SeedItem {
  key: string;
  position: number;
  type?: ItemType;
  /** Title of the item. Default: its key. */
  title?: string | null;
  metadata?: object;
  durationSeconds?: number | null;
  tags?: string[];
  createdAt?: Date;
  byteSize?: number;
  since?: number;
  until?: number | null;
}

/**
 * Inserts items into a dataset without the API, for tests that need many items or rare states. The dataset then has the
 * given revision.
 */
export async function seedItems(
  system: Db,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  items: readonly SeedItem[],
  revision = 1,
) {
  const { id, orgId } = dataset;
  await system.$executeRaw`
    INSERT INTO item (id, org_id, dataset_id, key, position, type, title, tags, metadata, created_at, content_hash, byte_size, duration_seconds, since_revision, until_revision)
    SELECT gen_random_uuid(), ${orgId}::uuid, ${id}::uuid, s.key, s.position, s.type::"ItemType", s.title, s.tags, s.metadata,
           s."createdAt", sha256(convert_to(s.key, 'UTF8')), s."byteSize", s."durationSeconds", s.since, s.until
    FROM jsonb_to_recordset(${JSON.stringify(items.map(complete))}::jsonb)
      AS s (key text, position bigint, type text, title text, tags text[], metadata jsonb, "createdAt" timestamptz,
          "byteSize" bigint, "durationSeconds" float8, since integer, until integer)`;
  await system.$executeRaw`
    INSERT INTO item_tag (org_id, dataset_id, tag, type, position, item_id)
    SELECT i.org_id, i.dataset_id, t.tag, i.type, i.position, i.id FROM item i CROSS JOIN LATERAL (SELECT DISTINCT unnest(i.tags) AS tag) t
    WHERE i.dataset_id = ${id}::uuid
    ON CONFLICT DO NOTHING`;
  await indexSeeds(system, dataset);
  const visible = items.filter(
    ({ since = 1, until = null }) => since <= revision && (until === null || until > revision),
  );
  for (let number = 1; number <= revision; number += 1) {
    await system.$executeRaw`
      INSERT INTO dataset_revision (id, org_id, dataset_id, number, item_count, byte_size, facets, changes)
      VALUES (gen_random_uuid(), ${orgId}::uuid, ${id}::uuid, ${number}, ${visible.length}, 0,
              '{"types":[],"tags":[],"labels":[]}', '{"added":0,"changed":0,"removed":0,"unchanged":0}')
      ON CONFLICT (org_id, dataset_id, number) DO UPDATE SET item_count = EXCLUDED.item_count`;
  }
  await system.dataset.updateMany({ where: { id }, data: { revision, status: 'PUBLISHED' } });
}

function complete({
  key,
  position,
  type = 'IMAGE',
  title = key,
  metadata = {},
  durationSeconds = null,
  tags = [],
  createdAt = new Date(0),
  byteSize = 0,
  since = 1,
  until = null,
}: SeedItem) {
  return { key, position, type, title, metadata, durationSeconds, tags, createdAt, byteSize, since, until };
}
