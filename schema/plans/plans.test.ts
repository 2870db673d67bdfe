import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { indexDatasets } from '#domain/datasets/index-datasets.ts';
import { newId } from '#domain/ids.ts';
import { itemCursor } from '#domain/items/item-order.ts';
import { encodeCursor } from '#domain/paging/cursor.ts';
import { anonymous, everyScope, type Viewer } from '#domain/viewer.ts';
import { schema } from '#schema/index.ts';
import { createGraphql } from '#server/graphql/create-graphql.ts';
import { createMetrics } from '#server/metrics/metrics.ts';
import { contextOf } from '#tests/kit/person.ts';
import { seedAssets } from '#tests/kit/seed-assets.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { type Operation, type Places, randomOperation } from './testing/random-operation.ts';

const lab = worldOfFile();
const metrics = createMetrics();
const byPlan = createGraphql({ costLimit: 1_000_000, metrics });
const byResolvers = createGraphql({ costLimit: 1_000_000, plans: false });
let places: Places;
let shared: { id: string; orgId: string; datasetId: string };

beforeAll(async () => {
  const { birds, plates, databases, lumen, bob } = lab();
  const { system, systemPool } = databases;
  const secret = await system.dataset.create({
    data: {
      id: newId(),
      orgId: lumen.id,
      slug: 'secret',
      name: 'Se"cret \\ é 語',
      visibility: 'RESTRICTED',
      sensitive: true,
    },
  });
  await system.dataset.create({ data: { id: newId(), orgId: lumen.id, slug: 'draft', name: 'Draft' } });
  await indexDatasets(system, new AbortController().signal);
  const types = ['IMAGE', 'VIDEO', 'TEXT', 'DOCUMENT', 'AUDIO', 'TABLE', 'FILE'] as const;
  const items = Array.from({ length: 24 }, (_, index) => ({
    key: index % 5 === 0 ? `odd "${index}" \\ \u2028\u0001é` : `key/${index}`,
    position: index * 3 + 1,
    type: types[index % types.length]!,
    title: index % 4 === 0 ? null : `Title ${String(index % 6)} <&> "quoted" 語`,
    tags: ['common', ...(index % 3 === 0 ? ['rare'] : []), ...(index === 7 ? ['very "rare"'] : [])],
    metadata: [{}, { iso: index * 1.5, 10: 'ten', 9: [1e21, 1e-7, -0] }, { nested: { a: null, b: '\u2028' } }][
      index % 3
    ]!,
    createdAt: new Date(Date.UTC(2020 + (index % 3), index % 12, 3, 4, 5, 6, index)),
    byteSize: index * 1_000_003_000,
    durationSeconds: index % 2 ? index / 3 : null,
    since: index % 7 === 0 ? 2 : 1,
    until: index % 11 === 10 && index % 7 !== 0 ? 2 : null,
  }));
  for (const dataset of [birds, secret, plates]) {
    await seedItems(system, dataset, dataset === birds ? items : items.slice(0, 6), 2);
    await seedAssets(system, dataset);
    await systemPool.query(
      `UPDATE dataset_revision SET facets = '{"types":[{"value":"IMAGE","count":4}],"tags":[{"value":"common","count":24},{"value":"rare","count":8}],"labels":[]}'
       WHERE dataset_id = $1`,
      [dataset.id],
    );
  }
  await systemPool.query(`
    INSERT INTO asset_text (org_id, asset_id, body)
    SELECT org_id, asset_id, E' \\n"first" \\\\ line é 語 \\u2028\\u0001' || repeat('x', 500) FROM item_asset WHERE get_byte(item_id::text::bytea, 35) % 2 = 0;
    UPDATE asset SET width = 800, height = 600, duration_seconds = CASE WHEN get_byte(sha256::bytea, 0) % 2 = 0 THEN 1e-7 ELSE 12.25 END;
    INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at, source_id, source_role)
    SELECT gen_random_uuid(), a.org_id, a.sha256, 9, 'image/webp', a.object_key || r, now(), a.id, r::"AssetRole"
    FROM asset a JOIN item_asset l ON l.asset_id = a.id JOIN item i ON i.id = l.item_id, unnest(ARRAY['THUMBNAIL', 'POSTER']) r
    WHERE i.position % 2 = CASE r WHEN 'POSTER' THEN 1 ELSE 0 END;
    INSERT INTO asset_processing (org_id, asset_id, task, state, reason, updated_at)
    SELECT org_id, id, task, 'FAILED', 'No "luck"', now() FROM asset, unnest(ARRAY['probe', 'makeThumbnail']) task WHERE source_id IS NULL;
    INSERT INTO annotation (id, org_id, dataset_id, item_key, kind, label, confidence, geometry, source, since_revision, note)
    SELECT gen_random_uuid(), org_id, dataset_id, key, 'BOX', 'bird', CASE n WHEN 0 THEN 1e-5::float8 WHEN 1 THEN 0 WHEN 2 THEN 0.1 + 0.2 END,
           '{"x": 0.10, "y": 1e-3, "width": 1, "height": 12345678901234567890}', 'REVIEWER', CASE n WHEN 3 THEN since_revision ELSE 0 END, E'a\\nb'
    FROM item, generate_series(0, 4) n WHERE position % 4 = 1`);
  const [link] = await Promise.all([
    system.shareLink.create({
      data: {
        id: newId(),
        orgId: lumen.id,
        datasetId: birds.id,
        revision: 1,
        name: 'link',
        secretHash: Buffer.from('link'),
        createdBy: bob.userId,
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    }),
    system.datasetGrant.create({ data: { orgId: lumen.id, datasetId: secret.id, userId: lab().alice.userId } }),
  ]);
  shared = link;
  const rows = await system.item.findMany({ where: { position: { lte: 10 } } });
  const assets = await system.itemAsset.findMany({ take: 3 });
  const cursor = (id: string, field: 'POSITION' | 'TITLE', position: number) =>
    itemCursor(
      id,
      { field, direction: 'ASC' },
      { position: BigInt(position), sortValue: field === 'TITLE' ? 'Title 3' : null },
    );
  places = {
    organizations: ['lumen', 'meridian', 'nowhere'],
    slugs: ['birds', 'secret', 'draft', 'plates', 'nothing'],
    keys: ['key/1', 'key/2', 'key/10', items[0]!.key, 'nothing'],
    tags: ['common', 'rare', 'very "rare"', 'unknown'],
    cursors: {
      items: [0, 1, 20, 30, 70, 1_000].map((position) => cursor(birds.id, 'POSITION', position)),
      annotations: [encodeCursor('annotations', ['00000000-0000-7000-8000-000000000000'])],
      datasets: [
        encodeCursor('datasets:UPDATED_AT:DESC', [Date.now() + 10_000, birds.id]),
        encodeCursor('datasets:SORT_NAME:ASC', ['c', birds.id]),
      ],
      any: [
        cursor(birds.id, 'TITLE', 20),
        cursor(plates.id, 'POSITION', 4),
        cursor(secret.id, 'POSITION', 4),
        'nonsense',
      ],
    },
    nodeIds: [
      ...rows.map(({ id }) => globalId('Item', id)),
      ...[birds, secret, plates].map(({ id }) => globalId('Dataset', id)),
      ...assets.map(({ itemId, assetId }) => globalId('Asset', `${itemId}.${assetId}`)),
      globalId('Item', newId()),
      globalId('Item', 'no-uuid'),
      'nonsense',
      globalId('Nothing', newId()),
    ],
  };
});

function globalId(type: string, id: string) {
  return Buffer.from(`${type}:${id}`).toString('base64');
}

function viewers(): Record<string, Viewer> {
  const { lumen, meridian, alice, bob, mallory, olive, birds } = lab();
  const member = (userId: string, orgId: string, role: 'OWNER' | 'PUBLISHER' | 'VIEWER'): Viewer => ({
    ...anonymous,
    kind: 'PERSON',
    userId,
    memberships: new Map([[orgId, role]]),
    scopes: everyScope,
  });
  return {
    owner: member(olive.userId, lumen.id, 'OWNER'),
    publisher: member(alice.userId, lumen.id, 'PUBLISHER'),
    member: member(bob.userId, lumen.id, 'VIEWER'),
    foreign: member(mallory.userId, meridian.id, 'OWNER'),
    ofBoth: {
      ...member(bob.userId, lumen.id, 'VIEWER'),
      memberships: new Map([
        [lumen.id, 'VIEWER'],
        [meridian.id, 'OWNER'],
      ]),
    },
    limitedToken: { ...member(alice.userId, lumen.id, 'PUBLISHER'), kind: 'TOKEN', datasetIds: new Set([birds.id]) },
    publishingToken: { ...member(alice.userId, lumen.id, 'PUBLISHER'), kind: 'TOKEN', scopes: new Set(['PUBLISH']) },
    shareLink: {
      ...anonymous,
      kind: 'SHARE_LINK',
      scopes: new Set(['READ']),
      share: { ...shared, revision: null } as never,
    },
    pinnedShareLink: {
      ...anonymous,
      kind: 'SHARE_LINK',
      scopes: new Set(['READ']),
      share: { ...shared, revision: 1 } as never,
    },
    nobody: anonymous,
  };
}

/**
 * Records a warning that a statement failed. The resolvers then give the right answer, so only the warning shows the
 * fault.
 */
function unexpected(what: { error: Error }) {
  warnings.push(what.error.message);
}

const warnings: string[] = [];

async function answerOf(yoga: typeof byPlan, viewer: Viewer, { query, variables }: Operation) {
  const context = contextOf(lab(), viewer);
  context.logger = Object.assign(Object.create(context.logger) as typeof context.logger, { warn: unexpected });
  const response = await yoga.fetch(
    new yoga.fetchAPI.Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query, variables }),
    }),
    { ...context, contextFor: async () => context },
  );
  const text = await response.text();
  return { status: response.status, text: text.startsWith('{"errors"') ? withoutErrors(text) : plainly(text) };
}

/**
 * Normalizes JSON text. PostgreSQL may print JSON columns with other spaces, and with more digits than JavaScript
 * keeps.
 */
function plainly(text: string): string {
  return JSON.stringify(JSON.parse(text));
}

/**
 * Removes the errors from an answer. When several errors lead to the same null, it depends on timing which ones are
 * reported.
 */
function withoutErrors(text: string): string {
  const { data } = JSON.parse(text) as { data?: unknown };
  return JSON.stringify({ refused: true, data });
}

/**
 * Returns how many operations had each outcome so far: NONE for an answer by its plan, or the reason for the resolvers.
 */
async function outcomes(): Promise<Map<string, number>> {
  const { values } = await metrics.plans.get();
  return new Map(values.map(({ labels, value }) => [String(labels['reason']), value]));
}

test.each([
  'items(first: 2) { nodes @skip(if: $yes) { key } }',
  'items(first: 2) { pageInfo { hasNextPage @skip(if: $yes) } edges { node { key @skip(if: $yes) } } }',
  'items(first: 2) { edges { cursor @skip(if: $yes) } }',
  'items(last: 2) { edges @skip(if: $yes) { cursor } pageInfo { endCursor @skip(if: $yes) } }',
  'item(key: "key/1") { assets { signedUrl { url @skip(if: $yes) } } }',
  'revision { number @skip(if: $yes) }',
  'name @skip(if: $yes)',
])('a selection that a directive excludes is an empty object: %s', async (selection) => {
  const query = `query ($yes: Boolean!) { dataset(organizationSlug: "lumen", slug: "birds") { ${selection} } }`;
  const operation = { query, variables: { yes: true } };
  const { member } = viewers();
  const before = (await outcomes()).get('NONE') ?? 0;
  expect(await answerOf(byPlan, member!, operation)).toEqual(await answerOf(byResolvers, member!, operation));
  expect((await outcomes()).get('NONE')).toBe(before + 1);
});

test('a plan and the resolvers give the same answer, whatever is asked, and whoever asks', async () => {
  const asked = viewers();
  const plannedSoFar = async () => (await outcomes()).get('NONE') ?? 0;
  let plannedData = 0;
  const runs = Number(process.env['PLAN_RUNS'] ?? 400);
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.constantFrom(...Object.keys(asked)), async (draw, name) => {
      const operation = randomOperation(schema, places, draw);
      const before = await plannedSoFar();
      const [planned, resolved] = await Promise.all([
        answerOf(byPlan, asked[name]!, operation),
        answerOf(byResolvers, asked[name]!, operation),
      ]);
      expect(warnings).toEqual([]);
      expect({ ...operation, ...planned }).toEqual({ ...operation, ...resolved });
      if ((await plannedSoFar()) > before && !planned.text.startsWith('{"refused"')) plannedData += 1;
    }),
    { numRuns: runs, endOnFailure: true },
  );
  const counts = await outcomes();
  console.log(
    `plans: ${plannedData} of ${runs} with data by plan, the same by resolvers: ${JSON.stringify(Object.fromEntries(counts))}`,
  );
  // Refusals and operations of earlier tests do not count.
  expect(plannedData / runs).toBeGreaterThan(0.25);
  expect(counts.get('ARGUMENT')).toBeGreaterThan(0);
});
