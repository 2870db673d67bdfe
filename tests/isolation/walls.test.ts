import { beforeAll, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { answerTo, ask } from '#tests/kit/ask.ts';
import { world, worldOfFile } from '#tests/kit/world.ts';
import { canary, fill } from './scene.ts';

const lab = worldOfFile();

beforeAll(async () => {
  await fill(lab(), lab().olive, lab().birds, canary);
  await fill(lab(), lab().mallory, lab().plates, 'meridian-own');
});

/** Returns the tables whose rows belong to an organization, with the column of its id. */
async function tenantTables(): Promise<{ table: string; column: string }[]> {
  const { rows } = await lab().databases.systemPool.query<{ table: string }>(
    `SELECT c.relname AS table FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  return [...rows.map(({ table }) => ({ table, column: 'org_id' })), { table: 'organization', column: 'id' }];
}

test('without any filter, the application role gets no foreign row of any table', async () => {
  const { databases, lumen, meridian } = lab();
  const db = databases.asMembersOf([meridian.id]);
  const tables = await tenantTables();
  expect(tables.length).toBeGreaterThan(20);
  let own = 0;
  for (const { table, column } of tables) {
    if (table === 'webhook_secret') {
      await expect(db.$queryRawUnsafe('SELECT * FROM webhook_secret')).rejects.toThrow(/permission denied/);
      continue;
    }
    const [{ foreign, all }] = (await db.$queryRawUnsafe<{ foreign: bigint; all: bigint }[]>(
      `SELECT count(*) FILTER (WHERE ${column} <> $1::uuid) AS foreign, count(*) AS all FROM "${table}"`,
      meridian.id,
    )) as [{ foreign: bigint; all: bigint }];
    expect([table, Number(foreign)]).toEqual([table, 0]);
    own += Number(all);
    const changed = await db
      .$executeRawUnsafe(`UPDATE "${table}" SET ${column} = ${column} WHERE ${column} = $1::uuid`, lumen.id)
      .catch(refused);
    const deleted = await db
      .$executeRawUnsafe(`DELETE FROM "${table}" WHERE ${column} = $1::uuid`, lumen.id)
      .catch(refused);
    expect([table, changed, deleted]).toEqual([table, 0, 0]);
  }
  expect(own).toBeGreaterThan(10);
  expect(await databases.system.dataset.count({ where: { orgId: lumen.id } })).toBe(1);
});

function refused(error: unknown): number {
  expect(String(error)).toMatch(/permission denied/);
  return 0;
}

test('each of these tables has row-level security, and no other table is within reach', async () => {
  const { rows } = await lab().databases.systemPool.query<{ table: string; secured: boolean; grants: boolean }>(
    `SELECT relname AS table, relrowsecurity AS secured, has_any_column_privilege('vitrine_app', oid, 'SELECT') AS grants
     FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relispartition`,
  );
  expect(rows.filter(({ grants, secured }) => grants && !secured).map(({ table }) => table)).toEqual([]);
  const tables = new Set((await tenantTables()).map(({ table }) => table));
  const reachable = rows.filter(({ grants, table }) => grants && !tables.has(table)).map(({ table }) => table);
  // Users are visible only to their colleagues.
  expect(reachable).toEqual(['user']);
  const { rows: owned } = await lab().databases.systemPool.query(
    `SELECT 1 FROM pg_class WHERE relowner = 'vitrine_app'::regrole UNION ALL SELECT 1 FROM pg_roles WHERE rolname = 'vitrine_app' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcanlogin)`,
  );
  expect(owned).toEqual([]);
});

test('the application role reads no password, session, identity, reset or counted attempt', async () => {
  const db = lab().databases.asMembersOf([lab().lumen.id]);
  for (const statement of [
    'SELECT password_hash FROM "user"',
    'SELECT * FROM session',
    'SELECT * FROM identity',
    'SELECT * FROM password_reset',
    'SELECT * FROM attempt',
    'UPDATE "user" SET name = name',
  ]) {
    await expect(db.$queryRawUnsafe(statement), statement).rejects.toThrow(/permission denied/);
  }
});

test('a row is never written into another organization, nor moved there', async () => {
  const { databases, lumen, meridian, birds } = lab();
  const db = databases.asMembersOf([lumen.id]);
  const row = { id: newId(), slug: 'smuggled', name: 'Smuggled' };
  await expect(db.dataset.create({ data: { ...row, orgId: meridian.id } })).rejects.toThrow(/row-level security/);
  const where = { orgId_id: { orgId: lumen.id, id: birds.id } };
  await expect(db.dataset.update({ where, data: { orgId: meridian.id } })).rejects.toThrow();
  // The owner of the tables bypasses row-level security. The foreign keys include the organization, so they still
  // prevent rows that refer to another one.
  const link = {
    id: newId(),
    orgId: lumen.id,
    datasetId: lab().plates.id,
    kind: 'POINT' as const,
    label: 'x',
    geometry: {},
  };
  await expect(
    databases.system.annotation.create({ data: { ...link, itemKey: 'x', source: 'PUBLISHER' } }),
  ).rejects.toThrow(/[Ff]oreign key/);
});

test('without organizations, nothing is there; and a setting does not outlive its statement', async () => {
  const { databases, lumen } = lab();
  expect(await databases.asMembersOf([]).dataset.count()).toBe(0);
  await databases.asMembersOf([lumen.id]).dataset.count();
  const { rows } = await databases.appPool.query<{ setting: string | null }>(
    `SELECT NULLIF(current_setting('app.org_ids', true), '') AS setting`,
  );
  expect(rows[0]!.setting).toBeNull();
  await databases.asMembersOf([lumen.id]).$transaction(async (tx) => {
    expect(await tx.dataset.count()).toBe(1);
  });
  expect((await databases.appPool.query('SELECT * FROM dataset')).rows).toEqual([]);
});

test('1,000 requests of both organizations at once, on two connections: no row crosses', async () => {
  const made = await world({ poolSize: 2 });
  await fill(made, made.olive, made.birds, canary);
  await fill(made, made.mallory, made.plates, 'meridian-own');
  const query = `{ viewer { memberships { organization { slug name } } }
    datasets { edges { node { slug name items { edges { node { key tags } } } revisions { edges { node { number } } } } } } }`;
  const mutation = `mutation ($id: ID!) { openIngestSession(input: { datasetId: $id }) { __typename } }`;
  const people = [made.olive, made.mallory, made.alice, made.bob, made.ada];
  // Each request gets a context that was created before. This test is about the pool of tenants, not about the
  // authentication.
  const contexts: RequestContext[] = [];
  for (let index = 0; index < 1_000; index += 1) contexts.push(await people[index % people.length]!.context());
  const askOne = async (context: RequestContext, index: number) => {
    const { name, orgId } = people[index % people.length]!;
    const person = { name, orgId, context: async () => context };
    const ofLumen = person.orgId === made.lumen.id;
    if (index % 10 === 9) {
      const id = Buffer.from(`Dataset:${ofLumen ? made.plates.id : made.birds.id}`).toString('base64');
      const { data } = await answerTo(person, mutation, { id });
      expect(data).toEqual({ openIngestSession: { __typename: 'NotFound' } });
      return;
    }
    const text = JSON.stringify(await ask(person, query));
    expect(text.includes(canary)).toBe(ofLumen);
    expect(text.includes('meridian-own')).toBe(!ofLumen);
  };
  await Promise.all(contexts.map(askOne));
});
