import { newId } from '#domain/ids.ts';
import { createWebhook } from '#domain/webhooks/create-webhook.ts';
import { ask } from '#tests/kit/ask.ts';
import { idOf } from '#tests/kit/mutate.ts';
import { seedAssets } from '#tests/kit/seed-assets.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import type { World } from '#tests/kit/world.ts';

/** Number of objects of each kind, more than a page holds. */
const many = 120;

/** Ids of one object of each kind. */
export interface Scene {
  item: string;
  session: string;
  webhook: string;
  exported: string;
  assets: string[];
  /** Cursors of the first annotation and the first cue of the item. */
  annotationCursor: string;
  transcriptCursor: string;
}

/**
 * Fills lumen with 120 objects of each kind: items with thumbnails, transcripts and annotations, datasets, members, and
 * their entries in the access log.
 */
export async function fillScene({ databases, lumen, birds, ada }: World): Promise<Scene> {
  const { system, systemPool } = databases;
  await seedItems(
    system,
    birds,
    Array.from({ length: many }, (_, index) => ({
      key: `k${index}`,
      position: index + 1,
      type: index % 2 ? ('VIDEO' as const) : ('IMAGE' as const),
      tags: ['rain'],
      title: `heard ${index}`,
    })),
    many,
  );
  await seedAssets(system, birds);
  const run = (text: string, ...values: unknown[]) => systemPool.query(text, values);
  const org = lumen.id;
  await run(
    `INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at, source_id, source_role)
     SELECT gen_random_uuid(), org_id, encode(sha256(id::text::bytea), 'hex'), 3, 'image/webp', gen_random_uuid(), now(), id, 'THUMBNAIL'
     FROM asset WHERE org_id = $1 AND source_id IS NULL`,
    org,
  );
  const transcript = newId();
  await run(
    `INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at)
     VALUES ($2, $1, repeat('ab', 32), 3, 'text/vtt', gen_random_uuid(), now())`,
    org,
    transcript,
  );
  await run(
    `INSERT INTO item_asset (org_id, item_id, role, asset_id) SELECT org_id, id, 'TRANSCRIPT', $2 FROM item WHERE org_id = $1`,
    org,
    transcript,
  );
  await run(
    `INSERT INTO transcript_segment (org_id, asset_id, ordinal, start_seconds, end_seconds, text)
     SELECT $1, $2, n, n, n + 1, 'something heard' FROM generate_series(0, $3) n`,
    org,
    transcript,
    many,
  );
  await run(
    `INSERT INTO annotation (id, org_id, dataset_id, item_key, kind, label, geometry, source)
     SELECT gen_random_uuid(), org_id, dataset_id, key, 'CLASSIFICATION', 'bird', '{}', 'REVIEWER' FROM item, generate_series(1, 3)
     WHERE org_id = $1`,
    org,
  );
  await run(
    `INSERT INTO dataset (id, org_id, slug, name, status, revision)
     SELECT gen_random_uuid(), $1, 'd' || n, 'Dataset ' || n, 'PUBLISHED', 1 FROM generate_series(1, $2) n`,
    org,
    many,
  );
  await run(
    `INSERT INTO dataset_revision (id, org_id, dataset_id, number, item_count, byte_size, facets, changes)
     SELECT gen_random_uuid(), org_id, id, 1, 1, 0, '{"types":[],"tags":[],"labels":[]}', '{"added":1,"changed":0,"removed":0,"unchanged":0}'
     FROM dataset WHERE org_id = $1 AND slug <> 'birds'`,
    org,
  );
  await run(
    `INSERT INTO item (id, org_id, dataset_id, key, position, type, tags, metadata, created_at, content_hash, since_revision)
     SELECT gen_random_uuid(), org_id, id, 'only', 1, 'IMAGE', '{}', '{}', now(), sha256('x'), 1
     FROM dataset WHERE org_id = $1 AND slug <> 'birds'`,
    org,
  );
  await run(
    `INSERT INTO item_asset (org_id, item_id, role, asset_id)
     SELECT i.org_id, i.id, 'PRIMARY', (SELECT id FROM asset WHERE org_id = $1 AND content_type = 'image/jpeg' LIMIT 1)
     FROM item i WHERE i.org_id = $1 AND i.key = 'only'`,
    org,
  );
  await run(
    `WITH people AS (
       INSERT INTO "user" (id, email, name) SELECT gen_random_uuid(), 'm' || n || '@example.com', 'M' || n FROM generate_series(1, $2) n
       RETURNING id)
     INSERT INTO membership (org_id, user_id, role) SELECT $1, id, 'VIEWER' FROM people`,
    org,
    many,
  );
  await run(
    `INSERT INTO dataset_grant (org_id, dataset_id, user_id) SELECT $1, $2, user_id FROM membership WHERE org_id = $1 AND role = 'VIEWER'`,
    org,
    birds.id,
  );
  await run(
    `INSERT INTO access_log (id, org_id, action, user_id, dataset_id, item_key, token_id, request_id)
     SELECT gen_random_uuid(), m.org_id, 'ASSET_URL', m.user_id, $2, 'k1', (SELECT id FROM api_token WHERE org_id = $1 LIMIT 1), 'r'
     FROM membership m WHERE m.org_id = $1`,
    org,
    birds.id,
  );
  for (const [table, columns, values] of [
    ['ingest_session', 'mode, user_id', `'APPEND', '${ada.userId}'`],
    ['share_link', 'name, secret_hash, created_by', `'x', sha256(gen_random_uuid()::text::bytea), '${ada.userId}'`],
    ['dataset_export', 'revision, format, origin, requested_by', `1, 'NDJSON', 'https://x.example', '${ada.userId}'`],
  ] as const) {
    await run(
      `INSERT INTO ${table} (id, org_id, dataset_id, expires_at, ${columns})
       SELECT gen_random_uuid(), $1, $2, now() + interval '1 day', ${values} FROM generate_series(1, $3)`,
      org,
      birds.id,
      many,
    );
  }
  await run(
    `INSERT INTO api_token (id, org_id, user_id, name, secret_hash, hint, scopes, expires_at)
     SELECT gen_random_uuid(), $1, $2, 't', sha256(gen_random_uuid()::text::bytea), 'xxxx', '{READ}', now() + interval '1 day'
     FROM generate_series(1, $3)`,
    org,
    ada.userId,
    many,
  );
  await run(
    `INSERT INTO invitation (id, org_id, email, role, secret_hash, invited_by, expires_at)
     SELECT gen_random_uuid(), $1, 'g' || n || '@example.com', 'VIEWER', sha256(gen_random_uuid()::text::bytea), $2, now() + interval '1 day'
     FROM generate_series(1, $3) n`,
    org,
    ada.userId,
    many,
  );
  await run(
    `UPDATE dataset_export SET state = 'READY', object_key = id, data_object_key = id, byte_size = 1, sha256 = 'x',
       item_count = 1, data_byte_size = 1, data_sha256 = 'x', finished_at = now()`,
  );
  await run('ANALYZE');
  const items = await system.item.findMany({
    where: { datasetId: birds.id },
    include: { assets: { where: { role: 'PRIMARY' } } },
    orderBy: { position: 'asc' },
    take: 20,
  });
  const session = await system.ingestSession.findFirstOrThrow({ where: { orgId: org } });
  const exported = await system.datasetExport.findFirstOrThrow({ where: { orgId: org } });
  const { webhook } = await createWebhook(await ada.context(), {
    orgId: org,
    url: 'https://hooks.example/',
    kinds: [],
  });
  const event = await system.event.create({
    data: { id: newId(), orgId: org, kind: 'DATASET_CHANGED', datasetId: birds.id, data: { changed: ['name'] } },
  });
  await system.webhookDelivery.createMany({
    data: Array.from({ length: many }, () => ({
      id: newId(),
      orgId: org,
      webhookId: webhook.id,
      eventId: event.id,
      type: 'vitrine.dataset.changed',
      state: 'DELIVERED' as const,
    })),
  });
  const id = idOf('Item', items[0]!);
  const { node } = await ask<{ node: Record<'annotations' | 'transcript', { pageInfo: { endCursor: string } }> }>(
    ada,
    `query ($id: ID!) { node(id: $id) { ... on Item {
      annotations(first: 1) { pageInfo { endCursor } } transcript(first: 1) { pageInfo { endCursor } } } } }`,
    { id },
  );
  return {
    item: id,
    session: idOf('IngestSession', session),
    webhook: idOf('Webhook', webhook),
    exported: idOf('DatasetExport', exported),
    assets: items.map((item) => idOf('Asset', `${item.id}.${item.assets[0]!.assetId}`)),
    annotationCursor: node.annotations.pageInfo.endCursor,
    transcriptCursor: node.transcript.pageInfo.endCursor,
  };
}
