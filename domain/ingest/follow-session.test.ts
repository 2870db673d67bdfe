import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { IngestSession } from '#prisma/client/client.ts';
import { listenToEvents } from '#server/events/listen.ts';
import { createLogger } from '#server/logger.ts';
import type { Person } from '#tests/kit/person.ts';
import { fileOf, sessionWith, upload } from '#tests/kit/upload.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { Forbidden, NotFound } from '../errors.ts';
import { abandonIngestSession } from './abandon-ingest-session.ts';
import { type FollowOptions, followSession } from './follow-session.ts';

const lab = worldOfFile();
/** Options that only let announcements reach the follower: the clock ticks too rarely. */
const byEvents = { tickMilliseconds: 3_600_000, pauseMilliseconds: 5 };
/** Options that let the clock find every change. */
const byClock = { tickMilliseconds: 20, pauseMilliseconds: 5 };

test('whoever follows a session sees it move on, in every process, until it ends', async () => {
  const { alice, birds, connectionString } = lab();
  const session = await sessionWith(alice, birds.id);
  const elsewhere = listenToEvents(connectionString, createLogger('silent'));
  onTestFinished(() => elsewhere.close());
  const here = await follow(alice, session, byEvents);
  const there = await follow(alice, session, byEvents, { events: elsewhere });
  for (const follower of [here, there]) expect(await follower.next()).toMatchObject({ value: { filesDeclared: 0 } });

  await upload(alice, session, [fileOf('a wren'), fileOf('an owl')]);
  for (const follower of [here, there]) {
    await expect.poll(async () => (await follower.next()).value).toMatchObject({ filesDeclared: 2, filesVerified: 2 });
  }
  await abandonIngestSession(await alice.context(), session.id);
  for (const follower of [here, there]) {
    expect(await follower.next()).toMatchObject({ done: false, value: { state: 'ABANDONED' } });
    expect(await follower.next()).toMatchObject({ done: true });
  }
});

test('a thousand changes are not a thousand answers, and the last is not lost', async () => {
  const { alice, birds, databases } = lab();
  const session = await sessionWith(alice, birds.id);
  const follower = await follow(alice, session, { ...byEvents, pauseMilliseconds: 100 });
  await follower.next();
  const changes = (async () => {
    for (let itemsStaged = 1; itemsStaged <= 1_000; itemsStaged++) {
      await databases.system.ingestSession.updateMany({ where: { id: session.id }, data: { itemsStaged } });
    }
  })();
  let answers = 0;
  for (let seen = 0; seen < 1_000; answers++) seen = (await follower.next()).value!.itemsStaged;
  await changes;
  expect(answers).toBeLessThan(100);
});

test('a connection that is lost is opened again, and what was missed is seen', async () => {
  const { alice, birds, databases, connectionString } = lab();
  const session = await sessionWith(alice, birds.id);
  const follower = await follow(alice, session, byEvents);
  await follower.next();
  const changed = follower.next();
  const client = new Client({ connectionString });
  await client.connect();
  await expect
    .poll(async () => {
      const { rowCount } = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'vitrine events' AND datname = current_database() AND query LIKE 'LISTEN%'`,
      );
      return rowCount;
    })
    .toBe(1);
  await databases.system.ingestSession.updateMany({ where: { id: session.id }, data: { itemsStaged: 7 } });
  expect(await changed).toMatchObject({ value: { itemsStaged: 7 } });
  await client.end();
});

test('a stranger follows nothing', async () => {
  const { alice, bob, mallory, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  await expect((await follow(mallory, session, byClock)).next()).rejects.toThrow(NotFound);
  await expect((await follow(bob, session, byClock)).next()).rejects.toThrow(NotFound);
});

test('a revoked token, a removed member and a lowered role stop following, without any event', async () => {
  const { ada, alice, olive, birds, databases } = lab();
  const session = await sessionWith(olive, birds.id);
  await databases.system.dataset.updateMany({ where: { id: birds.id }, data: { revision: 1 } });
  const place = (person: Person) => ({ orgId_userId: { orgId: birds.orgId, userId: person.userId } });
  const losses: [Person, () => Promise<unknown>, typeof NotFound | typeof Forbidden][] = [
    [
      olive,
      () => databases.system.apiToken.updateMany({ where: { userId: olive.userId }, data: { revokedAt: new Date() } }),
      NotFound,
    ],
    [ada, () => databases.system.membership.delete({ where: place(ada) }), NotFound],
    [alice, () => databases.system.membership.update({ where: place(alice), data: { role: 'VIEWER' } }), Forbidden],
  ];
  for (const [person, lose, loss] of losses) {
    const follower = await follow(person, session, byClock);
    await follower.next();
    const next = follower.next();
    await lose();
    await expect(next).rejects.toThrow(loss);
    expect(await follower.next()).toMatchObject({ done: true });
  }
});

async function follow(
  person: Person,
  session: IngestSession,
  options: FollowOptions,
  changes: { events?: ReturnType<typeof listenToEvents> } = {},
) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  return followSession({ ...(await person.context()), ...changes }, session.id, stop.signal, options);
}
