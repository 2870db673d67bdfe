import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { exportedItems } from '#domain/exports/exported-items.ts';
import { ask } from '#tests/kit/ask.ts';
import { idOf } from '#tests/kit/mutate.ts';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import { type World, world } from '#tests/kit/world.ts';
import { connectDatabases } from './databases.ts';

const createdAt = '2026-06-01T12:00:00.000Z';

test('a time is the same in every way it is written and read, whatever time zone the database has', async () => {
  const lab = await world({ timeZone: 'America/New_York' });
  const { ada, alice, birds, lumen, databases } = lab;
  const expiresAt = new Date(createdAt);
  const token = await databases.system.apiToken.findFirstOrThrow({ where: { userId: ada.userId } });
  for (const db of [databases.system, databases.asMembersOf([lumen.id])]) {
    await db.apiToken.updateMany({ where: { id: token.id }, data: { expiresAt } });
    expect(await db.apiToken.findFirst({ where: { id: token.id } })).toMatchObject({ expiresAt });
    expect(await inSql(lab, `SELECT expires_at AS at FROM api_token WHERE id = '${token.id}'`)).toEqual(expiresAt);
    await db.apiToken.updateMany({ where: { id: token.id }, data: { expiresAt: new Date() } });
    // PostgreSQL sets this time.
    const [{ now }] = await db.$queryRaw<[{ now: Date }]>`SELECT now()`;
    expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000);
  }

  const song = fileOf('sings');
  await publishItems(alice, birds.id, [itemFor('crane', song, { createdAt })], [song]);
  const { node } = await ask<{ node: { items: { edges: { node: { id: string; createdAt: string } }[] } } }>(
    alice,
    'query ($id: ID!) { node(id: $id) { ... on Dataset { items(first: 1, orderBy: { field: CREATED_AT, direction: ASC }) { edges { node { id createdAt } } } } } }',
    { id: idOf('Dataset', birds) },
  );
  const planned = node.items.edges[0]?.node;
  expect(planned).toMatchObject({ createdAt });
  expect(
    await ask(alice, 'query ($id: ID!) { node(id: $id) { ... on Item { createdAt } } }', { id: planned!.id }),
  ).toEqual({ node: { createdAt } });
  const request = { orgId: lumen.id, datasetId: birds.id, revision: 1, filter: null, withReviews: false };
  for await (const [item] of exportedItems(databases.asMembersOf([lumen.id]), request as never)) {
    expect(item).toMatchObject({ createdAt });
  }
  expect(await inSql(lab, 'SELECT created_at AS at FROM item')).toEqual(new Date(createdAt));
  expect(await throughPooler(lab).item.findFirst({ select: { createdAt: true } })).toEqual({
    createdAt: new Date(createdAt),
  });
});

/** Returns the first column of one row, read by a client that understands time zone offsets. */
async function inSql({ connectionString }: World, statement: string): Promise<Date> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ at: Date }>(statement);
    return rows[0]!.at;
  } finally {
    await client.end();
  }
}

/** Opens the database as a client behind a connection pooler does. */
function throughPooler({ connectionString, appConnectionString, lumen }: World) {
  const pooled = connectDatabases({ connectionString, appConnectionString, appIsPooled: true, poolSize: 1 });
  onTestFinished(() => pooled.close());
  return pooled.asMembersOf([lumen.id]);
}
