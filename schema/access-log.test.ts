import { beforeAll, expect, test } from 'vitest';
import { authenticateShareLink } from '#domain/identity/authenticate.ts';
import { newId } from '#domain/ids.ts';
import { createGraphql } from '#server/graphql/create-graphql.ts';
import { answerTo, ask } from '#tests/kit/ask.ts';
import { idOf, membershipOf, mutate } from '#tests/kit/mutate.ts';
import { contextOf, createPerson } from '#tests/kit/person.ts';
import { seedAssets } from '#tests/kit/seed-assets.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const yoga = createGraphql();

interface Entry {
  action: string;
  itemKey: string | null;
  address: string | null;
  user: { name: string } | null;
  token: { name: string } | null;
  shareLink: { name: string } | null;
  dataset: { slug: string } | null;
  detail: Record<string, unknown> | null;
}

const query = `query ($filter: AccessLogFilter, $first: Int, $after: String, $last: Int, $before: String) {
  organization(slug: "lumen") {
    accessLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { at action itemKey address userAgent requestId detail
        user { name email } token { name } shareLink { name } dataset { slug } } }
      pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    }
  }
}`;

interface LogPage {
  organization: { accessLog: { edges: { cursor: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
}

async function read(filter: object, page: object = { first: 100 }) {
  const data = await ask<{ organization: { accessLog: { edges: { cursor: string; node: Entry }[] } } }>(
    lab().ada,
    query,
    { filter, ...page },
  );
  return data.organization.accessLog.edges.map(({ node }) => node);
}

const urls =
  '{ dataset(organizationSlug: "lumen", slug: "birds") { items { edges { node { assets { signedUrl { url } } } } } } }';

beforeAll(async () => {
  const { databases, birds } = lab();
  await seedItems(databases.system, birds, [
    { key: 'heron', position: 1 },
    { key: 'egret', position: 2 },
  ]);
  await seedAssets(databases.system, birds);
});

test('each URL that is handed out leaves one entry: who, what, when, from where', async () => {
  const { bob, birds } = lab();
  const before = Date.now();
  await ask(bob, urls);
  const entries = await read({ userId: idOf('User', bob.userId), actions: ['ASSET_URL'] });
  expect(new Set(entries.map(({ itemKey }) => itemKey))).toEqual(new Set(['egret', 'heron']));
  expect(entries).toHaveLength(2);
  expect(entries[0]).toMatchObject({
    action: 'ASSET_URL',
    user: { name: 'bob', email: bob.email },
    token: { name: "bob's token" },
    shareLink: null,
    dataset: { slug: 'birds' },
    address: '192.0.2.1',
    userAgent: 'tests',
    requestId: 'test-request',
  });
  expect(Date.parse((entries[0] as unknown as { at: string }).at)).toBeGreaterThanOrEqual(before - 1);
  const byItem = await read({ datasetId: idOf('Dataset', birds), itemKey: 'heron' });
  expect(byItem).toHaveLength(1);
});

test.each([
  ['a planned read', true],
  ['resolvers', false],
])('thumbnails and posters are told apart from views: %s', async (_, plans) => {
  const { databases, lumen } = lab();
  const { system, systemPool } = databases;
  const gulls = await system.dataset.create({
    data: { id: newId(), orgId: lumen.id, slug: `gulls-${plans}`, name: '' },
  });
  await seedItems(system, gulls, [{ key: 'gull', position: 1 }]);
  await seedAssets(system, gulls);
  await systemPool.query(
    `INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at, source_id, source_role)
     SELECT gen_random_uuid(), a.org_id, a.sha256, 9, 'image/webp', a.object_key || r, now(), a.id, r::"AssetRole"
     FROM item i JOIN item_asset l ON l.item_id = i.id JOIN asset a ON a.id = l.asset_id, unnest($2::text[]) r
     WHERE i.dataset_id = $1`,
    [gulls.id, ['THUMBNAIL', 'POSTER', 'PREVIEW', 'WAVEFORM']],
  );
  const reader = await createPerson(lab(), `reader-${plans}`, lumen.id, 'VIEWER');
  const page = `dataset(organizationSlug: "lumen", slug: "${gulls.slug}") { items`;
  const context = await reader.context();
  const yoga = createGraphql({ plans });
  const send = async (query: string) => {
    const body = JSON.stringify({ query });
    const headers = { 'content-type': 'application/json' };
    const request = new yoga.fetchAPI.Request('http://localhost/graphql', { method: 'POST', headers, body });
    const response = await yoga.fetch(request, { ...context, contextFor: async () => context });
    expect(await response.text()).toContain('X-Amz-Signature');
  };
  const actions = async () =>
    (await read({ datasetId: idOf('Dataset', gulls), itemKey: 'gull' })).map(({ action }) => action).sort();

  await send(`{ ${page} { edges { node { thumbnail { signedUrl { url } } } } } } }`);
  expect(await actions()).toEqual(['THUMBNAIL_URL']);
  await send(`{ ${page} { edges { node { assets { role signedUrl { url } } } } } } }`);
  const views = ['ASSET_URL', 'ASSET_URL', 'ASSET_URL'];
  expect(await actions()).toEqual([...views, ...Array<string>(3).fill('THUMBNAIL_URL')]);
  await send(`{ ${page} { edges { node { thumbnail { signedUrl(disposition: ATTACHMENT) { url } } } } } } }`);
  expect(await read({ userId: idOf('User', reader.userId), actions: ['DOWNLOAD'] })).toHaveLength(1);
  expect(await read({ userId: idOf('User', reader.userId), actions: ['ASSET_URL'] })).toHaveLength(3);
  expect(await read({ userId: idOf('User', reader.userId), actions: ['THUMBNAIL_URL'] })).toHaveLength(3);
});

test('a URL in an event of a subscription is logged before the event leaves', async () => {
  const { alice, birds, databases } = lab();
  const opened = await mutate(alice, 'openIngestSession', { datasetId: idOf('Dataset', birds) }, 'session { id }');
  const { id } = opened['session'] as { id: string };
  const context = await alice.context();
  const abort = new AbortController();
  const response = await yoga.fetch(
    new yoga.fetchAPI.Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({
        query: `subscription { ingestSession(id: "${id}") { dataset { items { edges { node { assets { signedUrl { url } } } } } } } }`,
      }),
      signal: abort.signal,
    }),
    { ...context, contextFor: async () => context },
  );
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (text.includes('X-Amz-Signature')) break;
  }
  abort.abort();
  const where = { userId: alice.userId, action: 'ASSET_URL' as const };
  expect(await databases.system.accessLog.count({ where })).toBe(2);
});

test('the holder of a share link is named by the link', async () => {
  const { alice, birds, databases } = lab();
  const made = await mutate(
    alice,
    'createShareLink',
    { datasetId: idOf('Dataset', birds), name: 'museum' },
    'secret shareLink { id }',
  );
  const { secret, shareLink: link } = made as unknown as { secret: string; shareLink: { id: string } };
  const holder = {
    name: 'holder',
    context: async () => contextOf(lab(), await authenticateShareLink({ systemPool: databases.systemPool }, secret)),
  };
  await ask(holder, urls);
  const entries = await read({ shareLinkId: link.id });
  expect(entries).toHaveLength(2);
  expect(entries[0]).toMatchObject({ user: null, token: null, shareLink: { name: 'museum' }, action: 'ASSET_URL' });
});

test('changes of rights are logged with what was changed, by whom', async () => {
  const { ada, lumen, birds } = lab();
  const gil = await createPerson(lab(), 'gil', lumen.id, 'VIEWER');
  const dataset = idOf('Dataset', birds);
  await mutate(ada, 'grantDatasetAccess', { datasetId: dataset, userId: idOf('User', gil.userId) });
  await mutate(ada, 'setMemberRole', { membershipId: membershipOf(gil), role: 'PUBLISHER' });
  await mutate(ada, 'removeMember', { membershipId: membershipOf(gil) });
  const by = { userId: idOf('User', ada.userId) };
  const [removed, changed] = await read({ ...by, actions: ['ROLE_CHANGE'] });
  expect(changed).toMatchObject({ detail: { member: gil.userId, from: 'VIEWER', to: 'PUBLISHER' } });
  expect(removed).toMatchObject({ user: { name: 'ada' }, detail: { from: 'PUBLISHER', to: null, tokensRevoked: 1 } });
  const [grant] = await read({ ...by, actions: ['GRANT'] });
  expect(grant).toMatchObject({ dataset: { slug: 'birds' }, detail: { granted: gil.userId } });
});

test('what a former member did stays theirs', async () => {
  const { ada, lumen, databases } = lab();
  const fred = await createPerson(lab(), 'fred', lumen.id, 'VIEWER');
  await ask(fred, urls);
  await mutate(ada, 'removeMember', { membershipId: membershipOf(fred) });
  const [entry] = await read({ userId: idOf('User', fred.userId), actions: ['ASSET_URL'] });
  expect(entry).toMatchObject({ user: { name: 'fred' } });
  expect(await databases.system.membership.count({ where: { userId: fred.userId } })).toBe(0);
});

test('admins read it; publishers, viewers and strangers do not', async () => {
  const { alice, bob, mallory } = lab();
  for (const person of [alice, bob]) {
    const answer = await answerTo(person, query, { first: 1 });
    expect(answer.data).toEqual({ organization: { accessLog: null } });
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  }
  expect(await ask(mallory, query, { first: 1 })).toEqual({ organization: null });
});

test('pages hold each entry once, both ways, while others are written', async () => {
  const { bob, ada } = lab();
  const actions = ['ASSET_URL'];
  const all = await read({ actions });
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const { organization }: LogPage = await ask<LogPage>(ada, query, { filter: { actions }, first: 3, after });
    ids.push(...organization.accessLog.edges.map(({ cursor }) => cursor));
    after = organization.accessLog.pageInfo.hasNextPage ? organization.accessLog.pageInfo.endCursor : null;
    await ask(bob, urls);
  } while (after);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(all.length);
});

test('it cannot be changed or deleted through the application role, and no other organization is written into', async () => {
  const { databases, lumen, meridian } = lab();
  const db = databases.asMembersOf([lumen.id]);
  const partition = await databases.systemPool.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'access_log'::regclass LIMIT 1`,
  );
  const name = partition.rows[0]!.name;
  for (const statement of [
    `UPDATE access_log SET user_id = NULL`,
    `DELETE FROM access_log`,
    `TRUNCATE access_log`,
    `DELETE FROM ${name}`,
    `SELECT * FROM ${name}`,
    `DROP TABLE ${name}`,
    `SELECT ensure_access_log_partitions()`,
  ]) {
    await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(/permission denied|must be owner/);
  }
  const foreign = { id: newId(), orgId: meridian.id, action: 'EXPORT' as const, requestId: 'forged' };
  await expect(db.accessLog.create({ data: foreign })).rejects.toThrow(/row-level security/);
});

test('an answer whose entry cannot be written is not given', async () => {
  const { bob } = lab();
  const context = await bob.context();
  context.accessLog.write = () => Promise.reject(new Error('disk full'));
  const answer = await answerTo({ context: async () => context }, urls);
  expect(JSON.stringify(answer)).not.toContain('X-Amz-Signature');
  expect(answer.errors?.[0]?.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
});

test('each list has its order in an index', async () => {
  const { databases, lumen, bob, birds } = lab();
  const { system, systemPool } = databases;
  const rows = 20_000;
  await system.$executeRaw`
    INSERT INTO access_log (id, at, org_id, action, user_id, dataset_id, item_key, request_id)
    SELECT gen_random_uuid(), now() - make_interval(secs => n), ${lumen.id}::uuid, 'ASSET_URL',
      CASE WHEN n % 1000 = 0 THEN ${bob.userId}::uuid ELSE gen_random_uuid() END,
      ${birds.id}::uuid, 'key-' || n % 5000, 'bulk'
    FROM generate_series(1, ${rows}::int) n`;
  await systemPool.query('ANALYZE access_log');
  const client = await systemPool.connect();
  const conditions = [
    `user_id = '${bob.userId}'`,
    `dataset_id = '${birds.id}' AND item_key = 'key-7'`,
    `at < now() - interval '2 hours'`,
  ];
  try {
    await client.query(`BEGIN; SET LOCAL ROLE vitrine_app; SELECT set_config('app.org_ids', '${lumen.id}', true)`);
    for (const condition of conditions) {
      const { rows: lines } = await client.query<Record<'QUERY PLAN', string>>(
        `EXPLAIN ANALYZE SELECT * FROM access_log WHERE org_id = '${lumen.id}' AND ${condition} ORDER BY at DESC, id DESC LIMIT 21`,
      );
      const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
      expect(plan).toMatch(/Index (Only )?Scan/);
      const read = [...plan.matchAll(/(?:Removed by Filter: |actual time=\S+ rows=)(\d+)/g)].map(([, count]) =>
        Number(count),
      );
      expect(Math.max(...read), plan).toBeLessThanOrEqual(100);
    }
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});
