import { request } from 'node:http';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { GraphqlOptions } from '#server/graphql/create-graphql.ts';
import { asSuperuser } from '#tests/kit/as-superuser.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { serve } from '#tests/kit/serve.ts';
import { type World, world, worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile({ lockTimeoutMilliseconds: 600_000, statementTimeoutMilliseconds: 600_000 });

/** Locks a table, so that readers of it wait in PostgreSQL. */
async function hold(table: string, { connectionString }: World = lab()) {
  const client = new Client({ connectionString });
  client.on('error', () => {}); // after a failed test, the database is dropped while this client is connected
  await client.connect();
  onTestFinished(() => client.end());
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return { letGo: () => client.query('ROLLBACK') };
}

/** Returns how many statements on a table are waiting in PostgreSQL. Asks as its superuser. */
async function underWay(table: string, { connectionString }: World = lab()): Promise<number> {
  const [row] = await asSuperuser<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = $1 AND wait_event_type = 'Lock' AND query ~ $2 AND query !~ '^BEGIN; LOCK'`,
    [new URL(connectionString).pathname.slice(1), `\\m${table}\\M`],
  );
  return row!.count;
}

async function serveWith(graphql: GraphqlOptions, surroundings: World = lab()) {
  const served = await serve(surroundings, { graphql });
  onTestFinished(served.stop);
  return served;
}

const post = (url: string, token: string, query: string, variables?: object) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });

const datasets = '{ datasets { edges { node { id } } } }';

test('at the deadline the answer is a typed error, and PostgreSQL no longer works on it', async () => {
  const { url } = await serveWith({ executionMilliseconds: 2_000 });
  const { letGo } = await hold('dataset');
  const answer = post(url, lab().alice.token, datasets);
  await expect.poll(() => underWay('dataset')).toBe(1);
  const response = await answer;
  expect(response.status).toBe(504);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: 'TIMEOUT', requestId: expect.any(String) } }],
  });
  await expect.poll(() => underWay('dataset')).toBe(0);
  await letGo();
  expect((await post(url, lab().alice.token, datasets)).status).toBe(200);
});

/** Starts a request, and disconnects when the test calls it. */
function asking(url: string, token: string, query: string, variables?: object) {
  const sent = request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  });
  sent.on('error', () => {}); // the request is destroyed below
  sent.end(JSON.stringify({ query, variables }));
  return {
    goAway: async () => {
      const closed = new Promise((resolve) => sent.once('close', resolve));
      sent.destroy();
      await closed;
    },
  };
}

test('a caller who goes away takes their statement along', async () => {
  const { url } = await serveWith({});
  const { letGo } = await hold('dataset');
  const { goAway } = asking(url, lab().alice.token, datasets);
  await expect.poll(() => underWay('dataset')).toBe(1);
  await goAway();
  await expect.poll(() => underWay('dataset')).toBe(0);
  await letGo();
});

test('a caller who goes away takes nobody along whose statement shares the connection', async () => {
  const made = await world({ lockTimeoutMilliseconds: 600_000, statementTimeoutMilliseconds: 600_000 });
  await seedItems(made.databases.system, made.birds, [{ key: 'heron', position: 1 }]);
  const { url } = await serveWith({}, made);
  const ask = async (query: string) => (await post(url, made.alice.token, query)).json();
  const annotations =
    '{ dataset(organizationSlug: "lumen", slug: "birds") { item(key: "heron") { annotations { edges { node { id } } } } } }';
  const expected = await ask(datasets);
  await expect
    .poll(async () => {
      await Promise.all([ask(annotations), ask(datasets)]);
      return made.databases.pipelines.totalCount;
    })
    .toBeGreaterThan(0);
  const { letGo } = await hold('annotation', made);
  const { goAway } = asking(url, made.alice.token, annotations);
  await expect.poll(() => underWay('annotation', made)).toBe(1);
  const others = Promise.all(Array.from({ length: 5 }, () => ask(datasets)));
  await goAway();
  expect(await others).toEqual(Array.from({ length: 5 }, () => expected));
  await expect.poll(() => underWay('annotation', made)).toBe(0);
  await letGo();
});

test('a mutation whose caller goes away is carried out', async () => {
  const { url } = await serveWith({});
  const { letGo } = await hold('dataset');
  const query =
    'mutation ($organization: ID!) { createDataset(input: { organizationId: $organization, slug: "late", name: "Late" }) { __typename } }';
  const organization = Buffer.from(`Organization:${lab().lumen.id}`).toString('base64');
  const { goAway } = asking(url, lab().olive.token, query, { organization });
  await expect.poll(() => underWay('dataset')).toBe(1);
  await goAway();
  await letGo();
  const { system } = lab().databases;
  await expect.poll(() => system.dataset.count({ where: { slug: 'late' } })).toBe(1);
});

test('at the deadline a mutation is rolled back', async () => {
  const { url } = await serveWith({ executionMilliseconds: 400 });
  const { letGo } = await hold('access_log');
  const { birds, olive, bob, databases } = lab();
  const query = `mutation ($dataset: ID!, $user: ID!) { grantDatasetAccess(input: { datasetId: $dataset, userId: $user }) { __typename } }`;
  const [dataset, user] = [`Dataset:${birds.id}`, `User:${bob.userId}`].map((id) => Buffer.from(id).toString('base64'));
  const response = await post(url, olive.token, query, { dataset, user });
  expect(response.status).toBe(504);
  await letGo();
  await expect.poll(() => underWay('access_log')).toBe(0);
  expect(await databases.system.datasetGrant.count({ where: { userId: bob.userId } })).toBe(0);
});

test.each([
  ['statement', { statementTimeoutMilliseconds: 300 }],
  ['lock', { lockTimeoutMilliseconds: 300 }],
])('PostgreSQL ends a %s that takes too long by itself, and the answer says so', async (_kind, timeouts) => {
  const made = await world(timeouts);
  await seedItems(made.databases.system, made.birds, [{ key: 'heron', position: 1 }]);
  const { url } = await serveWith({}, made);
  for (const table of ['dataset', 'item']) {
    const { letGo } = await hold(table, made);
    const query = '{ datasets { edges { node { id items { edges { node { id title } } } } } } }';
    const { errors } = (await (await post(url, made.alice.token, query)).json()) as { errors: unknown[] };
    expect(errors[0]).toMatchObject({ extensions: { code: 'TIMEOUT', requestId: expect.any(String) } });
    expect(await underWay(table, made)).toBe(0);
    await letGo();
  }
});
