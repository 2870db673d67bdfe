import { Client } from 'pg';
import { expect, test } from 'vitest';
import { declared, fileOf, put, sessionWith, upload } from '#tests/kit/upload.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { NotFound } from '../errors.ts';
import { createApiToken } from '../identity/create-api-token.ts';
import { requestUploads } from './request-uploads.ts';
import { settleUploads } from './settle-uploads.ts';
import { findExpected } from './uploads/find-expected.ts';
import { recordFindings } from './uploads/record-findings.ts';
import { verifyInRounds, verifyUploads } from './verify-uploads.ts';

const lab = worldOfFile();

test('one job looks for the files of a session, soon, and again as long as one is missing', async () => {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const context = await alice.context();
  const files = [fileOf('early bird'), fileOf('late bird')];
  const [first, second] = await requestUploads(context, { sessionId: session.id, files: files.map(declared) });
  const [job, ...others] = await jobsOf(session.id);
  expect(others).toEqual([]);
  expect(job!.inSeconds).toBeGreaterThan(1);
  expect(job!.inSeconds).toBeLessThan(4);

  // Another request for uploads does not postpone the job.
  await requestUploads(context, { sessionId: session.id, files: files.map(declared) });
  expect((await jobsOf(session.id))[0]!.runAt).toEqual(job!.runAt);

  await put(first, files[0]!.bytes);
  await forgetJobs(session.id);
  await verifyInRounds(context, session);
  expect(await jobsOf(session.id)).toHaveLength(1);

  await put(second, files[1]!.bytes);
  await forgetJobs(session.id);
  await verifyUploads(context, session, { everything: true });
  await verifyInRounds(context, session);
  expect(await jobsOf(session.id)).toEqual([]);
});

test('a file that stays away is looked for less and less often', async () => {
  const { alice, birds, databases } = lab();
  const session = await sessionWith(alice, birds.id);
  const context = await alice.context();
  await requestUploads(context, { sessionId: session.id, files: [declared(fileOf('never sent'))] });
  const waits: number[] = [];
  for (const minutes of [1, 4, 60]) {
    const awaitedFor = new Date(Date.now() - minutes * 60_000);
    await databases.system.upload.updateMany({ where: { sessionId: session.id }, data: { requestedAt: awaitedFor } });
    await verifyUploads(context, session, { everything: true });
    await forgetJobs(session.id);
    await verifyInRounds(context, session);
    waits.push(Math.round((await jobsOf(session.id))[0]!.inSeconds / 60));
  }
  expect(waits).toEqual([1, 4, 10]);
});

test('a session that has ended is looked at no more', async () => {
  const { alice, birds, databases } = lab();
  const session = await sessionWith(alice, birds.id);
  const context = await alice.context();
  await requestUploads(context, { sessionId: session.id, files: [declared(fileOf('too late'))] });
  await forgetJobs(session.id);
  await databases.system.ingestSession.updateMany({ where: { id: session.id }, data: { state: 'ABANDONED' } });
  await verifyInRounds(context, session);
  expect(await jobsOf(session.id)).toEqual([]);
});

test('what could not be looked at in time is pending: neither verified nor missing', async () => {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const context = await alice.context();
  const files = [fileOf('arrived'), fileOf('absent', { filename: 'absent.txt' })];
  const [answer] = await requestUploads(context, { sessionId: session.id, files: files.map(declared) });
  await put(answer, files[0]!.bytes);
  expect(await settleUploads(context, session, { patience: 0 })).toEqual({
    missingCount: 0,
    pendingCount: 2,
    filenames: [],
  });
  expect(await settleUploads(context, session)).toEqual({
    missingCount: 1,
    pendingCount: 0,
    filenames: ['absent.txt'],
  });
});

test('what was found under a key that has been given up meanwhile counts for nothing', async () => {
  const { alice, birds, databases } = lab();
  const session = await sessionWith(alice, birds.id);
  const context = await alice.context();
  const file = fileOf('renewed while it was looked at');
  await requestUploads(context, { sessionId: session.id, files: [{ ...declared(file), byteSize: 1 }] });
  const [seen] = await findExpected(context.db, session.id, { after: null, take: 1, dueOnly: false });
  await requestUploads(context, { sessionId: session.id, files: [declared(file)] });
  await recordFindings(context.db, session, [{ upload: seen!, finding: { kind: 'ARRIVED' } }]);
  expect(await databases.system.upload.findFirst({ where: { sessionId: session.id } })).toMatchObject({
    id: seen!.id,
    state: 'EXPECTED',
    byteSize: BigInt(file.byteSize),
  });
  expect(await databases.system.asset.count({ where: { sha256: file.sha256 } })).toBe(0);
});

test('the same files in many sessions at once become one asset each', async () => {
  const { alice, birds, databases, storage } = lab();
  const context = await alice.context();
  const files = Array.from({ length: 30 }, (_, index) => fileOf(`flock ${index}`));
  const sessions = await Promise.all(Array.from({ length: 5 }, () => sessionWith(alice, birds.id)));
  await Promise.all(
    sessions.map(async (session, index) => {
      const mine = index % 2 ? files : files.toReversed();
      const answers = await requestUploads(context, { sessionId: session.id, files: mine.map(declared) });
      for (const [place, file] of mine.entries()) {
        if (answers[place]!.kind === 'UploadTarget') await put(answers[place], file.bytes);
      }
    }),
  );
  await Promise.all(sessions.map((session) => verifyUploads(context, session, { everything: true })));
  const assets = await databases.system.asset.findMany({
    where: { sha256: { in: files.map(({ sha256 }) => sha256) } },
  });
  expect(assets).toHaveLength(30);
  for (const { objectKey } of assets) expect(await storage.head(objectKey)).not.toBeNull();
  expect(
    await databases.system.discardedObject.count({
      where: { objectKey: { in: assets.map((asset) => asset.objectKey) } },
    }),
  ).toBe(0);
  for (const session of sessions) {
    expect(await databases.system.ingestSession.findFirst({ where: { id: session.id } })).toMatchObject({
      filesDeclared: 30,
      filesVerified: 30,
    });
  }
});

test('a token for one dataset does nothing in a session of another', async () => {
  const { alice, birds, databases } = lab();
  const other = await databases.system.dataset.create({
    data: { ...birds, id: '01900000-0000-7000-8000-0000000000b5', slug: 'bees' },
  });
  const session = await sessionWith(alice, other.id);
  const file = fileOf('of the bees');
  await upload(alice, session, [file]);
  const context = await alice.context();
  const { token } = await createApiToken(context, {
    orgId: birds.orgId,
    name: 'birds only',
    scopes: ['READ', 'PUBLISH'],
    datasetIds: [birds.id],
  });
  const limited = { ...context, viewer: { ...context.viewer, tokenId: token.id, datasetIds: new Set([birds.id]) } };
  const request = { sessionId: session.id, files: [declared(file)] };
  await expect(requestUploads(limited, request)).rejects.toThrow(NotFound);
  // A token that is limited to one dataset must send the bytes of another dataset's files.
  const own = await sessionWith(alice, birds.id);
  const [answer] = await requestUploads(limited, { ...request, sessionId: own.id });
  expect(answer?.kind).toBe('UploadTarget');
});

async function jobsOf(sessionId: string): Promise<{ runAt: Date; inSeconds: number }[]> {
  return inQueue(
    `SELECT run_at AS "runAt", extract(epoch FROM run_at - now())::float AS "inSeconds"
     FROM graphile_worker.jobs WHERE key = $1`,
    sessionId,
  );
}

async function forgetJobs(sessionId: string) {
  await inQueue('SELECT graphile_worker.remove_job($1)', sessionId);
}

async function inQueue<Row>(statement: string, sessionId: string): Promise<Row[]> {
  const client = new Client({ connectionString: lab().connectionString });
  await client.connect();
  const { rows } = await client.query(statement, [`verifyUploads:${sessionId}`]);
  await client.end();
  return rows;
}
