import { Writable } from 'node:stream';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { authenticateShareLink } from '#domain/identity/authenticate.ts';
import { anonymous } from '#domain/viewer.ts';
import { answerIn, ask } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { contextOf } from '#tests/kit/person.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { difference, everyPair } from './oracle.ts';
import { canary, fill, type Ids, idOfNothing, nodeTypes } from './scene.ts';

const lab = worldOfFile();
let foreign: Ids;
let own: Ids;
const logged: string[] = [];
const logger = pino(
  { level: 'trace' },
  new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  }),
);

beforeAll(async () => {
  foreign = await fill(lab(), lab().olive, lab().birds, canary);
  own = await fill(lab(), lab().mallory, lab().plates, 'meridian-own');
});

/** Returns the content of all tables of an organization except the access log, as one text. */
async function rowsOf(orgId: string): Promise<string> {
  const { rows } = await lab().databases.systemPool.query<{ xml: string }>(
    `SELECT string_agg(query_to_xml(format('SELECT * FROM %I t WHERE org_id = %L ORDER BY t::text', c.relname, $1::text), true, false, '')::text, '' ORDER BY c.relname) AS xml
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id'
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'access_log'`,
    [orgId],
  );
  return rows[0]!.xml.replaceAll(/<last_used_at>[^<]*<\/last_used_at>/g, '');
}

test('the scene has one thing of each node type', () => {
  const missing = nodeTypes()
    .map(({ name }) => name)
    .filter((name) => !(name in own));
  expect(missing, 'make one in tests/isolation/scene.ts').toEqual([]);
});

/** Tables with texts that people wrote. */
const tables = [
  'annotation',
  'api_token',
  'dataset',
  'dataset_revision',
  'ingest_session',
  'item',
  'item_asset',
].concat('organization', 'share_link');
/** Columns of these tables with names of URLs, derived texts, digests and object keys. */
const unmarked = [
  'api_token.hint',
  'dataset.description_words',
  'dataset.name_words',
  'dataset.slug',
  'dataset.sort_name',
]
  .concat('dataset_revision.manifest_sha256', 'ingest_session.manifest_sha256', 'ingest_session.report_object_key')
  .concat('item.sort_key', 'item.sort_title', 'organization.slug');

test('each column of texts that people wrote has the canary', async () => {
  const { rows } = await lab().databases.systemPool.query<{ name: string; texts: string | null }>(
    `SELECT table_name || '.' || column_name AS name,
       query_to_xml(format('SELECT %I FROM %I', column_name, table_name), true, false, '')::text AS texts
     FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'text' AND table_name = ANY ($1) ORDER BY 1`,
    [tables],
  );
  const without = rows.filter(({ texts }) => !texts?.includes(canary)).map(({ name }) => name);
  expect(without, 'fill these in tests/isolation/scene.ts, or say here that they hold no words').toEqual(unmarked);
});

test('its owner can read each of them; the walk would see what leaks', async () => {
  const { olive } = lab();
  const browser = await olive.inBrowser();
  await lab().databases.system.session.updateMany({
    where: { id: Buffer.from(foreign['BrowserSession']!, 'base64').toString().split(':')[1]! },
    data: { revokedAt: null },
  });
  for (const [type, id] of Object.entries(foreign)) {
    const { node } = await ask<{ node: unknown }>(browser, 'query ($id: ID!) { node(id: $id) { __typename id } }', {
      id,
    });
    expect(node).toEqual({ __typename: type, id });
  }
});

const askers = {
  'a stranger who owns another organization': async () => ({ ...(await lab().mallory.context()), logger }),
  'the same with a browser': async () => ({ ...(await (await lab().mallory.inBrowser()).context()), logger }),
  nobody: async () => ({ ...contextOf(lab(), anonymous), logger }),
};

test.each(Object.entries(askers))('%s learns nothing of what is foreign, from any field', async (_name, context) => {
  const before = await rowsOf(lab().lumen.id);
  const signed = lab().databases.system.accessLog.count({ where: { orgId: lab().lumen.id } });
  const signedBefore = await signed;
  const differences: unknown[] = [];
  let pairs = 0;
  for (const pair of everyPair(foreign, own)) {
    pairs += 1;
    const found = await difference(context, pair);
    if (found) differences.push({ place: pair.place, ...found });
  }
  expect(differences).toEqual([]);
  expect(pairs).toBeGreaterThan(80);
  expect(await rowsOf(lab().lumen.id)).toBe(before);
  expect(await lab().databases.system.accessLog.count({ where: { orgId: lab().lumen.id } })).toBe(signedBefore);
});

test('the questions get as far as the id: none is refused for its form', async () => {
  const { mallory } = lab();
  const malformed: string[] = [];
  for (const { place, nothing } of everyPair(foreign, own)) {
    if (nothing.query.startsWith('subscription')) continue;
    const { errors } = await answerIn(await mallory.context(), nothing.query, nothing.variables);
    if (errors?.[0]?.extensions?.['code'] === 'BAD_REQUEST') malformed.push(`${place}: ${errors[0].message}`);
  }
  expect(malformed).toEqual([]);
});

test('the same walk without the second wall: the rules alone hold', async () => {
  const { databases } = lab();
  const context = async () => ({ ...(await lab().mallory.context()), db: databases.system, logger });
  const differences: unknown[] = [];
  for (const pair of everyPair(foreign, own)) {
    const found = await difference(context, pair);
    if (found) differences.push({ place: pair.place, ...found });
  }
  expect(differences).toEqual([]);
});

test('slugs, keys and cursors of another organization are as good as invented ones', async () => {
  const { mallory } = lab();
  const context = () => mallory.context();
  const same = async (query: string, foreignVariables: object, otherVariables: object) => {
    const one = JSON.stringify(await answerIn(await context(), query, foreignVariables));
    const other = JSON.stringify(await answerIn(await context(), query, otherVariables));
    expect(one).toBe(other);
    expect(one).not.toContain(canary);
  };
  await same('query ($slug: String!) { organization(slug: $slug) { name } }', { slug: 'lumen' }, { slug: 'nowhere' });
  await same(
    'query ($o: String!, $s: String!) { dataset(organizationSlug: $o, slug: $s) { name } }',
    { o: 'lumen', s: 'birds' },
    { o: 'lumen', s: 'nothing' },
  );
  await same(
    'query ($o: String!) { datasets(filter: { organizationSlug: $o }) { totalCount edges { cursor } } }',
    { o: 'lumen' },
    { o: 'nowhere' },
  );
  const { olive } = lab();
  const cursor =
    'query ($o: String!, $s: String!) { dataset(organizationSlug: $o, slug: $s) { items(first: 1) { pageInfo { endCursor } } } }';
  const { dataset } = await ask<{ dataset: { items: { pageInfo: { endCursor: string } } } }>(olive, cursor, {
    o: 'lumen',
    s: 'birds',
  });
  const page =
    'query ($after: String) { dataset(organizationSlug: "meridian", slug: "plates") { items(after: $after) { edges { node { key } } } } }';
  await same(page, { after: dataset.items.pageInfo.endCursor }, { after: 'bm9uc2Vuc2U' });
});

test('the holder of a share link learns nothing of the rest of its organization', async () => {
  const { alice, databases, birds } = lab();
  const made = await mutate(alice, 'createShareLink', { datasetId: idOf('Dataset', birds), name: 'x' }, 'secret');
  const { secret } = made as { secret: string };
  const context = async () =>
    contextOf(lab(), await authenticateShareLink({ systemPool: databases.systemPool }, secret));
  const beyond = ['ApiToken', 'BrowserSession', 'IngestSession', 'Invitation', 'Membership', 'ShareLink', 'User'];
  const query = 'query ($id: ID!) { node(id: $id) { __typename } }';
  for (const type of beyond) {
    const id = foreign[type]!;
    const one = await answerIn(await context(), query, { id });
    expect([type, one]).toEqual([type, await answerIn(await context(), query, { id: idOfNothing(id) })]);
  }
});

test('the canary is heard in no log', () => {
  const own = logged.filter((line) => line.includes(canary));
  expect(own).toEqual([]);
});
