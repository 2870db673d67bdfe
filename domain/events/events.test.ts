import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { EventKind } from '#prisma/client/enums.ts';
import { createPerson } from '#tests/kit/person.ts';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import { type World, worldOfFile } from '#tests/kit/world.ts';
import { archiveDataset } from '../datasets/archive-dataset.ts';
import { grantDatasetAccess, revokeDatasetAccess } from '../datasets/grant-dataset-access.ts';
import { updateDataset } from '../datasets/update-dataset.ts';
import { Forbidden } from '../errors.ts';
import { newId } from '../ids.ts';
import { removeMember } from '../organizations/remove-member.ts';
import { setMemberRole } from '../organizations/set-member-role.ts';
import { createShareLink } from '../sharing/create-share-link.ts';
import { openShareLink } from '../sharing/open-share-link.ts';
import { findEvents } from './find-events.ts';
import { beginOfFollowing, followEvents } from './follow-events.ts';
import { recordEvents } from './record-events.ts';
import { sweepEvents } from './sweep-events.ts';

const lab = worldOfFile();

async function kindsSeenBy(person: Pick<World['alice'], 'context'>, after?: string): Promise<EventKind[]> {
  const page = await findEvents(await person.context(), lab().lumen.id, { first: 100, after: after ?? null });
  return page.rows.map(({ kind }) => kind);
}

test('each action writes its event once, in order, and each role sees its share', async () => {
  const { alice, ada, bob, birds, lumen, databases } = lab();
  const made = lab();
  const context = await ada.context();
  const carol = await createPerson(made, 'carol', lumen.id, 'VIEWER');
  const datasetId = birds.id;
  await updateDataset(await alice.context(), { datasetId, name: 'Birds of spring' });
  const file = fileOf('a wren');
  await publishItems(alice, datasetId, [itemFor('wren', file)], [file]);
  await archiveDataset(await alice.context(), { datasetId, archived: true });
  await archiveDataset(await alice.context(), { datasetId, archived: false });
  await updateDataset(context, { datasetId, visibility: 'RESTRICTED' });
  await grantDatasetAccess(context, { datasetId, userId: bob.userId });
  await grantDatasetAccess(context, { datasetId, userId: bob.userId });
  await setMemberRole(context, { orgId: lumen.id, userId: carol.userId, role: 'PUBLISHER' });
  await removeMember(context, { orgId: lumen.id, userId: carol.userId });
  const { secret } = await createShareLink(await ada.context(), { datasetId, name: 'for a friend' });
  await openShareLink(await ada.context(), secret);

  expect(await kindsSeenBy(ada)).toEqual([
    'DATASET_CHANGED',
    'DATASET_PUBLISHED',
    'DATASET_ARCHIVED',
    'DATASET_RESTORED',
    'DATASET_CHANGED',
    'ACCESS_GRANTED',
    'MEMBER_ROLE_CHANGED',
    'MEMBER_REMOVED',
    'SHARE_LINK_OPENED',
  ]);
  const ofDataset = ['DATASET_CHANGED', 'DATASET_PUBLISHED', 'DATASET_ARCHIVED', 'DATASET_RESTORED', 'DATASET_CHANGED'];
  expect(await kindsSeenBy(bob)).toEqual(ofDataset);
  // Alice publishes, but has no grant for the dataset.
  expect(await kindsSeenBy(alice)).toEqual([]);
  await revokeDatasetAccess(context, { datasetId, userId: bob.userId });
  expect(await kindsSeenBy(bob)).toEqual([]);
  await updateDataset(context, { datasetId, visibility: 'ORGANIZATION' });
  expect(await kindsSeenBy(alice)).toEqual([...ofDataset, 'DATASET_CHANGED']);
  await expect(kindsSeenBy({ context: async () => holder(made) })).rejects.toThrow(Forbidden);
  expect(await databases.system.event.count({ where: { position: null } })).toBe(0);
});

/** Returns a request of the holder of a share link. */
async function holder(made: World) {
  const context = await made.olive.context();
  const share = {
    id: newId(),
    orgId: made.lumen.id,
    datasetId: made.birds.id,
    revision: null,
    withReviews: false,
    expiresAt: new Date(Date.now() + 60_000),
  };
  const viewer = { ...context.viewer, kind: 'SHARE_LINK' as const, userId: null, memberships: new Map(), share };
  return { ...context, viewer };
}

test('an event exists exactly if its transaction commits', async () => {
  const { databases, lumen } = lab();
  const before = await databases.system.event.count({ where: { orgId: lumen.id } });
  await expect(
    databases.system.$transaction(async (tx) => {
      await recordEvents(tx, joined());
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await databases.system.event.count({ where: { orgId: lumen.id } })).toBe(before);
});

function joined() {
  const userId = newId();
  return {
    orgId: lab().lumen.id,
    kind: 'MEMBER_JOINED' as const,
    datasetId: null,
    actorId: userId,
    data: { userId, role: 'VIEWER' as const },
  };
}

const insert = `INSERT INTO event (org_id, id, kind, data) VALUES ($1, $2, 'MEMBER_JOINED', '{}')`;

test('a transaction that began first and commits last comes last: no cursor skips it', async () => {
  const { connectionString, ada, lumen } = lab();
  const [slow, fast] = [new Client({ connectionString }), new Client({ connectionString })];
  onTestFinished(async () => void (await Promise.all([slow.end(), fast.end()])));
  await Promise.all([slow.connect(), fast.connect()]);
  const context = await ada.context();
  const begin = await beginOfFollowing(context, lumen.id);
  const [late, early] = [newId(), newId()];
  await slow.query('BEGIN');
  await slow.query(insert, [lumen.id, late]);
  // The slow transaction holds nothing that the fast one would wait for.
  await fast.query(insert, [lumen.id, early]);
  const first = await findEvents(context, lumen.id, { first: 10, after: begin });
  expect(first.rows.map(({ id }) => id)).toEqual([early]);
  await slow.query('COMMIT');
  const next = await findEvents(context, lumen.id, { first: 10, after: first.rows[0]!.cursor });
  expect(next.rows.map(({ id }) => id)).toEqual([late]);
});

test('a reader that walks while many transactions commit gets each event once, in the order of commits', async () => {
  const { databases, ada, lumen } = lab();
  const context = await ada.context();
  let cursor = await beginOfFollowing(context, lumen.id);
  const writers = Array.from({ length: 8 }, async () => {
    const ids: string[] = [];
    for (let count = 0; count < 25; count += 1) {
      await databases.system.$transaction(async (tx) => {
        const id = newId();
        ids.push(id);
        await tx.$executeRaw`INSERT INTO event (org_id, id, kind, data) VALUES (${lumen.id}::uuid, ${id}::uuid, 'MEMBER_JOINED', '{}')`;
        // Some transactions stay open for a while after they wrote.
        if (Math.random() < 0.5) await tx.$queryRaw`SELECT pg_sleep(random() * 0.02)::text`;
      });
    }
    return ids;
  });
  let isWriting = true;
  const written = Promise.all(writers).finally(() => {
    isWriting = false;
  });
  const seen: string[] = [];
  for (let isLast = false; ; ) {
    const page = await findEvents(context, lumen.id, { first: 7, after: cursor });
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.rows.at(-1)?.cursor ?? cursor;
    if (page.rows.length === 0 && isLast) break;
    isLast = page.rows.length === 0 && !isWriting;
  }
  const ofWriters = await written;
  expect(seen.length).toBe(200);
  expect(new Set(seen).size).toBe(200);
  // Each writer committed its events one after the other.
  for (const ids of ofWriters) expect(seen.filter((id) => ids.includes(id))).toEqual(ids);
});

test('a follower gets what happens, and its stream ends with its access', async () => {
  const { ada, alice, lumen, birds } = lab();
  const carol = await createPerson(lab(), 'carla', lumen.id, 'VIEWER');
  const context = await carol.context();
  const abort = new AbortController();
  const after = await beginOfFollowing(context, lumen.id);
  const stream = followEvents(context, lumen.id, { after }, abort.signal, { tickMilliseconds: 3_600_000 });
  expect((await stream.next()).value).toEqual([]);
  await updateDataset(await alice.context(), { datasetId: birds.id, name: 'Birds of autumn' });
  let event = (await stream.next()).value?.[0];
  while (!event) event = (await stream.next()).value?.[0];
  expect(event).toMatchObject({ kind: 'DATASET_CHANGED', data: { changed: ['name'] }, dataset: { slug: 'birds' } });
  await removeMember(await ada.context(), { orgId: lumen.id, userId: carol.userId });
  await expect.poll(async () => (await stream.next()).done).toBe(true);
});

test('events are kept for 30 days', async () => {
  const { databases, lumen } = lab();
  const { system } = databases;
  const [old, young] = [newId(), newId()];
  for (const id of [old, young]) {
    await system.$executeRaw`INSERT INTO event (org_id, id, kind, data) VALUES (${lumen.id}::uuid, ${id}::uuid, 'MEMBER_JOINED', '{}')`;
  }
  await system.event.updateMany({ where: { id: old }, data: { at: new Date(Date.now() - 30.1 * 86_400_000) } });
  await system.event.updateMany({ where: { id: young }, data: { at: new Date(Date.now() - 29.9 * 86_400_000) } });
  expect(await sweepEvents(system)).toBe(1);
  expect(await system.event.findMany({ where: { id: { in: [old, young] } }, select: { id: true } })).toEqual([
    { id: young },
  ]);
});

test('a page of events is read by its index, however many there are', async () => {
  const { databases, lumen, meridian } = lab();
  const { systemPool } = databases;
  for (const { id } of [lumen, meridian]) {
    await systemPool.query(
      `INSERT INTO event (org_id, id, kind, data) SELECT $1, gen_random_uuid(), 'MEMBER_JOINED', '{}' FROM generate_series(1, 3000)`,
      [id],
    );
  }
  await systemPool.query('ANALYZE event');
  const { rows } = await systemPool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT * FROM event WHERE org_id = $1 AND position > 1500 ORDER BY position LIMIT 101`.replace(
      '$1',
      `'${lumen.id}'`,
    ),
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('event_org_id_position_key');
  expect(plan).not.toContain('Sort');
});
