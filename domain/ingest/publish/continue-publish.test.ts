import { expect, test } from 'vitest';
import { abandonIngestSession } from '#domain/ingest/abandon-ingest-session.ts';
import { publishIngestSession } from '#domain/ingest/publish-ingest-session.ts';
import { sweepSessions } from '#domain/ingest/sweep-sessions.ts';
import type { Issue } from '#formats/manifest/issue-codes.ts';
import { continuePublish as job } from '#server/jobs/continue-publish.ts';
import { runJobsOnce } from '#server/jobs/run-jobs-once.ts';
import { createLogger } from '#server/logger.ts';
import { itemFor, itemsOf, manifestOf, publishItems } from '#tests/kit/publish.ts';
import { fileOf, sessionWith } from '#tests/kit/upload.ts';
import { type World, world } from '#tests/kit/world.ts';
import { type Claim, ClaimLost } from '../claim/claim.ts';
import { claimPublish } from '../claim/claim-publish.ts';
import { recordFailure } from '../claim/record-failure.ts';
import { takeOver } from '../claim/take-over.ts';
import { insertStagedRows } from '../stage/insert-staged-rows.ts';
import { StageLost } from '../stage/staged-rows.ts';
import { continuePublish } from './continue-publish.ts';
import { runPublish } from './run-publish.ts';

const crow = fileOf('crow');
const wren = fileOf('wren');

/** Acts like kill -9 for a publisher: it stops without recording anything. */
class Killed extends Error {}

/** Claims a session with a manifest of many items, as a publisher does. */
async function claimOf({ alice, birds }: World, items: readonly object[], dryRun = false): Promise<Claim> {
  const session = await sessionWith(alice, birds.id, [crow, wren]);
  const { text, ...manifest } = { text: items.map((item) => `${JSON.stringify(item)}\n`).join(''), ...crow };
  const claim = await claimPublish(await alice.context(), session, {
    manifestSha256: manifest.sha256,
    manifest: text,
    manifestAssetId: null,
    expectedRevision: null,
    dryRun,
    allowEmpty: false,
    hiddenDatasetIds: [],
  });
  if (!claim) throw new Error('The session was not free.');
  return claim;
}

/** Publishes until the checkpoint with this number, and stops there. Returns whether it reached the checkpoint. */
async function dieAt(lab: World, claim: Claim, checkpoint: number): Promise<boolean> {
  let count = 0;
  const context = await lab.alice.context();
  return runPublish(context, claim, {
    delivered: false,
    linesAtOnce: 10,
    checkpoint() {
      count += 1;
      if (count === checkpoint) throw new Killed();
    },
  }).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Killed) return true;
      throw error;
    },
  );
}

async function letLeaseRunOut({ databases }: World) {
  await databases.system
    .$executeRaw`UPDATE ingest_session SET lease_expires_at = now() WHERE lease_expires_at IS NOT NULL`;
}

function manyItems(count: number, title: string) {
  return Array.from({ length: count }, (_, index) =>
    itemFor(`k${index}`, index % 2 === 0 ? crow : wren, { title, tags: [title] }),
  );
}

test('wherever a publisher dies, readers see the old revision, and whoever goes on makes exactly one new one', async () => {
  const lab = await world();
  const { birds, alice } = lab;
  await publishItems(alice, birds.id, manyItems(20, 'old').concat(itemFor('gone', crow)), [crow, wren]);
  for (let checkpoint = 1, revision = 1; ; checkpoint += 1, revision += 1) {
    const claim = await claimOf(lab, manyItems(50, `edition ${checkpoint}`));
    const died = await dieAt(lab, claim, checkpoint);
    if (!died) {
      expect(checkpoint).toBeGreaterThan(12);
      break;
    }
    const before = await itemsOf(lab, birds, revision);
    expect(before).toHaveLength(revision === 1 ? 21 : 50);
    expect(new Set(before.map(({ title }) => title))).toEqual(
      new Set([revision === 1 ? 'old' : `edition ${checkpoint - 1}`, ...(revision === 1 ? [null] : [])]),
    );

    await continuePublish(await alice.context(), claim);
    expect(await lab.databases.system.dataset.findFirst({ where: { id: birds.id } })).toMatchObject({ revision });
    await letLeaseRunOut(lab);
    await continuePublish(await alice.context(), claim);
    const after = await itemsOf(lab, birds, revision + 1);
    expect(after).toHaveLength(50);
    expect(new Set(after.map(({ title }) => title))).toEqual(new Set([`edition ${checkpoint}`]));
    expect(await linksOf(lab)).toEqual({
      items: await lab.databases.system.item.count(),
      links: await lab.databases.system.item.count(),
    });
    const stored = await lab.databases.system.datasetRevision.findFirstOrThrow({ orderBy: { number: 'desc' } });
    expect(stored).toMatchObject({ number: revision + 1, itemCount: 50, facets: { tags: [{ count: 50 }] } });
  }
});

/** Checks that every item has exactly one file and one tag. */
async function linksOf({ databases }: World) {
  const [counts] = await databases.system.$queryRaw<{ items: number; links: number; tags: number }[]>`
    SELECT (SELECT count(DISTINCT item_id)::integer FROM item_asset) AS items,
      (SELECT count(*)::integer FROM item_asset) AS links`;
  return counts;
}

test('a publisher that was taken for dead can write nothing more', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const zombie = await claimOf(lab, manyItems(50, 'new'));
  let successor: Claim | undefined;
  const context = await alice.context();
  const outcome = runPublish(context, zombie, { delivered: false, linesAtOnce: 1 });
  // Another process takes over at some point.
  await letLeaseRunOut(lab);
  const taken = await takeOver(context.db, zombie);
  if (typeof taken === 'object') successor = taken;
  await expect(outcome).rejects.toThrow(ClaimLost);
  expect(successor?.attempt).toBe(zombie.attempt + 1);
  await runPublish(context, successor!, { delivered: false });
  expect(await itemsOf(lab, birds, 1)).toHaveLength(50);
  expect(await lab.databases.system.item.count()).toBe(50);
});

test('what a dead publish has left is swept by the next one, of another session', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const { system } = lab.databases;
  await publishItems(alice, birds.id, manyItems(3, 'old'), [crow, wren]);
  const dead = await claimOf(lab, manyItems(50, 'never'));
  expect(await dieAt(lab, dead, 11)).toBe(true);
  expect(await system.item.count()).toBeGreaterThan(3);
  await system.ingestSession.updateMany({
    where: { id: dead.sessionId },
    data: { state: 'FAILED', leaseExpiresAt: null },
  });
  await publishItems(
    alice,
    birds.id,
    [itemFor('k1', crow), itemFor('k2', crow, { title: 'old', tags: ['old'] })],
    [crow],
  );
  expect(await system.item.count()).toBe(4);
  expect((await itemsOf(lab, birds, 1)).map(({ title }) => title)).toEqual(['old', 'old', 'old']);
  expect(await itemsOf(lab, birds, 2)).toHaveLength(2);
});

test('wherever a crash of PostgreSQL empties the stage, the revision is whole', async () => {
  const lab = await world();
  const { birds, alice, databases } = lab;
  await publishItems(alice, birds.id, [...manyItems(20, 'old'), ...manyItems(30, 'old').slice(20)], [crow, wren]);
  for (let checkpoint = 1, revision = 2; ; checkpoint += 1, revision += 1) {
    // Half of the earlier items are removed, and half of the published items are new.
    const items = manyItems(40, `edition ${checkpoint}`).filter((_, index) => index % 3 !== checkpoint % 3);
    const claim = await claimOf(lab, items);
    let reached = false;
    await publishTo(lab, claim, checkpoint, async () => {
      reached = true;
      await databases.system.$executeRaw`TRUNCATE staged_item`;
    });
    await letLeaseRunOut(lab);
    await continuePublish(await alice.context(), claim);
    const published = await itemsOf(lab, birds, revision);
    expect(published.map(({ key }) => key).sort()).toEqual(items.map(({ key }) => key).sort());
    expect(new Set(published.map(({ title }) => title))).toEqual(new Set([`edition ${checkpoint}`]));
    expect(await databases.system.datasetRevision.count({ where: { datasetId: birds.id } })).toBe(revision);
    if (!reached) break;
  }
});

/** Publishes, and calls `happen` at the checkpoint with this number. Ignores the errors of the publisher. */
async function publishTo({ alice }: World, claim: Claim, checkpoint: number, happen: () => Promise<void>) {
  let count = 0;
  let happening: Promise<void> | undefined;
  const run = runPublish(await alice.context(), claim, {
    delivered: false,
    linesAtOnce: 10,
    checkpoint() {
      count += 1;
      if (count === checkpoint) happening = happen();
    },
  });
  await run.catch((error: unknown) => {
    if (!(error instanceof StageLost)) throw error;
  });
  await happening;
}

test('what a dead publisher has closed is removed by the next one all the same', async () => {
  const lab = await world();
  const { alice, birds, databases } = lab;
  await publishItems(alice, birds.id, manyItems(20, 'old'), [crow, wren]);
  for (let checkpoint = 1, closed = 0; closed === 0; checkpoint += 1) {
    const dead = await claimOf(lab, manyItems(5, 'new'));
    expect(await dieAt(lab, dead, checkpoint)).toBe(true);
    closed = await databases.system.item.count({ where: { untilRevision: 2 } });
    await databases.system.ingestSession.updateMany({
      where: { id: dead.sessionId },
      data: { state: 'FAILED', leaseExpiresAt: null },
    });
  }
  await publishItems(alice, birds.id, manyItems(3, 'other'), [crow, wren]);
  expect((await itemsOf(lab, birds, 2)).map(({ key }) => key)).toEqual(['k0', 'k1', 'k2']);
});

test('a dry run that died leaves nothing on the stage, though its session was abandoned before anybody looked', async () => {
  const lab = await world();
  const { alice, databases } = lab;
  const dead = await claimOf(lab, manyItems(50, 'never'), true);
  expect(await dieAt(lab, dead, 4)).toBe(true);
  expect(await stagedRows(lab)).toBeGreaterThan(0);
  await abandonIngestSession(await alice.context(), dead.sessionId);
  await letLeaseRunOut(lab);
  await continuePublish(await alice.context(), dead);
  expect(await stagedRows(lab)).toBe(0);
  expect(await databases.system.ingestSession.findFirst({ where: { id: dead.sessionId } })).toMatchObject({
    state: 'ABANDONED',
  });
});

async function stagedRows({ databases }: World): Promise<number> {
  const [stage] = await databases.system.$queryRaw<{ count: number }[]>`SELECT count(*)::integer FROM staged_item`;
  return stage?.count ?? 0;
}

test('a publish whose publisher is dead and whose job is lost is found by the sweep', async () => {
  const lab = await world();
  const { databases, connectionString, storage } = lab;
  const dead = await claimOf(lab, manyItems(50, 'new'));
  expect(await dieAt(lab, dead, 8)).toBe(true);
  await databases.system.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await databases.system
    .$executeRaw`UPDATE ingest_session SET lease_expires_at = now() - interval '10 minutes' WHERE lease_expires_at IS NOT NULL`;
  await sweepSessions({ system: databases.system, storage });
  await runJobsOnce({ ...lab, connectionString, logger: createLogger('silent'), jobs: [job] });
  expect(await itemsOf(lab, lab.birds, 1)).toHaveLength(50);
});

test('a large manifest is handed to a worker; asking again gives the answer, whatever it is', async () => {
  const lab = await world({ limits: { publishSeconds: 0.1 } });
  const { alice, birds } = lab;
  const context = await alice.context();
  const runJobs = () =>
    runJobsOnce({ ...lab, connectionString: lab.connectionString, logger: createLogger('silent'), jobs: [job] });
  const filler = { metadata: { text: 'x'.repeat(40_000) } };
  const sound = Array.from({ length: 220 }, (_, index) => itemFor(`k${index}`, crow, filler));
  const broken = manifestOf([...sound, { key: 'k1' }]);
  const whole = manifestOf(sound);
  const session = await sessionWith(alice, birds.id, [crow, broken, whole]);
  const publish = (manifestSha256: string) => publishIngestSession(context, { sessionId: session.id, manifestSha256 });

  expect(await publish(broken.sha256)).toMatchObject({ kind: 'PublishPending', session: { state: 'PUBLISHING' } });
  await expect(publish(whole.sha256)).rejects.toMatchObject({ code: 'PUBLISH_IN_PROGRESS' });
  await runJobs();
  await expect(publish(broken.sha256)).rejects.toMatchObject({ code: 'VALIDATION_FAILED', issueCount: 2 });
  // The caller has received the outcome, so the next call reads the manifest again.
  expect(await publish(broken.sha256)).toMatchObject({ kind: 'PublishPending' });
  await runJobs();
  await expect(publish(broken.sha256)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });

  const dryRun = () =>
    publishIngestSession(context, { sessionId: session.id, manifestSha256: whole.sha256, dryRun: true });
  expect(await dryRun()).toMatchObject({ kind: 'PublishPending', session: { state: 'OPEN' } });
  await runJobs();
  expect(await dryRun()).toMatchObject({ kind: 'DryRunPassed', itemCount: 220 });

  expect(await publish(whole.sha256)).toMatchObject({ kind: 'PublishPending' });
  await runJobs();
  expect(await publish(whole.sha256)).toMatchObject({ kind: 'PublishSucceeded', revision: { itemCount: 220 } });
});

test('a row that PostgreSQL cannot store is an issue of its line, and the other rows are staged', async () => {
  const lab = await world();
  const claim = await claimOf(lab, manyItems(1, 'any'));
  const rowOf = (line: number, createdAt: string) =>
    JSON.stringify({ l: line, k: `k${line}`, t: 'TEXT', g: [], c: createdAt, b: 1, a: [], r: [], o: [], f: [], m: {} });
  const rows = Array.from({ length: 20 }, (_, index) => rowOf(index + 1, '2026-01-01T00:00:00Z'));
  rows[4] = rowOf(5, '0000-01-01T00:00:00Z');
  rows[13] = rowOf(14, '0000-06-01T00:00:00Z');
  const issues: Issue[] = [];
  await insertStagedRows((await lab.alice.context()).db, claim, rows, (issue) => void issues.push(issue));
  expect(issues.map(({ line, key, code }) => [line, key, code])).toEqual([
    [5, 'k5', 'UNSTORABLE_VALUE'],
    [14, 'k14', 'UNSTORABLE_VALUE'],
  ]);
  expect(await lab.databases.system.$queryRaw`SELECT count(*)::integer AS rows FROM staged_item`).toEqual([
    { rows: 18 },
  ]);
});

test('a publish whose attempt failed keeps no other session from publishing, and can be published again', async () => {
  const lab = await world();
  const { alice, birds, databases } = lab;
  const failed = await claimOf(lab, manyItems(2, 'failed'));
  await recordFailure((await alice.context()).db, failed);
  await publishItems(alice, birds.id, manyItems(2, 'other'), [crow, wren]);
  expect(await databases.system.ingestSession.findFirst({ where: { id: failed.sessionId } })).toMatchObject({
    state: 'OPEN',
    failure: { code: 'INTERNAL_SERVER_ERROR' },
  });
  const input = { sessionId: failed.sessionId, items: manyItems(2, 'again') };
  expect(await publishIngestSession(await alice.context(), input)).toMatchObject({ kind: 'PublishSucceeded' });
});

test('a publish under way can be abandoned; its publisher writes nothing more', async () => {
  const lab = await world();
  const { alice, birds, databases } = lab;
  const claim = await claimOf(lab, manyItems(50, 'never'));
  await dieAt(lab, claim, 6);
  expect(await abandonIngestSession(await alice.context(), claim.sessionId)).toMatchObject({ state: 'ABANDONED' });
  await expect(runPublish(await alice.context(), claim, { delivered: false, linesAtOnce: 10 })).rejects.toThrow(
    ClaimLost,
  );
  await continuePublish(await alice.context(), claim);
  const { revision } = await publishItems(alice, birds.id, manyItems(2, 'next'), [crow, wren]);
  expect((await itemsOf(lab, birds, revision.number)).map(({ title }) => title)).toEqual(['next', 'next']);
  expect(await databases.system.item.count({ where: { datasetId: birds.id } })).toBe(2);
});

test('of many refused rows the first are reported one by one, and the rest by their range', async () => {
  const lab = await world();
  const claim = await claimOf(lab, manyItems(1, 'any'));
  const rows = Array.from({ length: 200 }, (_, index) =>
    JSON.stringify({ l: index + 1, k: `k${index + 1}`, c: index % 2 === 0 ? '0000-01-01' : '2026-01-01' }),
  );
  const issues: Issue[] = [];
  await insertStagedRows((await lab.alice.context()).db, claim, rows, (issue) => void issues.push(issue));
  const single = issues.filter(({ key }) => key !== null);
  expect(single).toHaveLength(50);
  expect(single.filter(({ line }) => line % 2 === 0)).toEqual([]);
  const ranges = issues.filter(({ key }) => key === null);
  expect(ranges.length).toBeGreaterThan(0);
  for (const { message } of ranges) expect(message).toMatch(/one of the lines \d+ to \d+/);
});

test('a failure of an attempt that another has replaced is not counted', async () => {
  const lab = await world();
  const { db } = await lab.alice.context();
  const claim = await claimOf(lab, manyItems(1, 'any'));
  await recordFailure(db, { ...claim, attempt: claim.attempt - 1 });
  const request = () => db.publishRequest.findFirst({ where: { sessionId: claim.sessionId } });
  expect(await request()).toMatchObject({ failures: 0 });
  await recordFailure(db, claim);
  expect(await request()).toMatchObject({ failures: 1 });
});
