import { expect, test } from 'vitest';
import {
  IdempotencyConflict,
  InvalidInput,
  LimitExceeded,
  NotFound,
  SessionClosed,
  UploadsMissing,
  VersionConflict,
} from '#domain/errors.ts';
import type { Person } from '#tests/kit/person.ts';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { declared, fileOf, sessionWith, upload } from '#tests/kit/upload.ts';
import { world } from '#tests/kit/world.ts';
import { abandonIngestSession } from './abandon-ingest-session.ts';
import { openIngestSession } from './open-ingest-session.ts';
import { publishIngestSession } from './publish-ingest-session.ts';
import { requestUploads } from './request-uploads.ts';

const crow = fileOf('crow');
const wren = fileOf('wren');
const robin = fileOf('robin');

test('what is wrong is said completely; the session stays open, and nothing is written', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const session = await sessionWith(alice, birds.id, [crow]);
  const items = [
    itemFor('a', crow),
    itemFor('a', crow),
    { ...itemFor('b', crow), type: 'VIDEO' },
    itemFor('c', wren),
    { key: 'd', type: 'BIRD', assets: [] },
    itemFor('a', crow),
  ];
  const publish = async () => publishIngestSession(await alice.context(), { sessionId: session.id, items });
  await expect(publish()).rejects.toMatchObject({ code: 'VALIDATION_FAILED', issueCount: 6, sessionId: session.id });
  // Each attempt makes a new report.
  await expect(publish()).rejects.toMatchObject({ issueCount: 6 });
  const { system } = lab.databases;
  const issues = await system.ingestIssue.findMany({ orderBy: { ordinal: 'asc' } });
  expect(issues.map(({ line, key, pointer, code }) => [line, key, pointer, code])).toEqual([
    [3, 'b', '/assets/0', 'CONTENT_TYPE_MISMATCH'],
    [4, 'c', '/assets/0/sha256', 'ASSET_MISSING'],
    [5, 'd', '/type', 'INVALID_VALUE'],
    [5, 'd', '/assets', 'PRIMARY_MISSING'],
    [2, 'a', '/key', 'DUPLICATE_KEY'],
    [6, 'a', '/key', 'DUPLICATE_KEY'],
  ]);
  expect(await system.ingestSession.findFirst({ where: { id: session.id } })).toMatchObject({
    state: 'OPEN',
    issueCount: 6,
    issueGroups: expect.arrayContaining([{ code: 'DUPLICATE_KEY', count: 2 }]) as unknown,
    failure: { code: 'VALIDATION_FAILED' },
  });
  expect(await system.item.count()).toBe(0);
  expect(await system.$queryRaw`SELECT count(*) FROM staged_item`).toEqual([{ count: 0n }]);

  await upload(alice, session, [wren]);
  const corrected = [itemFor('a', crow), itemFor('c', wren)];
  const answer = await publishIngestSession(await alice.context(), { sessionId: session.id, items: corrected });
  expect(answer).toMatchObject({ kind: 'PublishSucceeded' });
  expect(await system.ingestSession.findFirst({ where: { id: session.id } })).toMatchObject({
    issueCount: 0,
    issueGroups: [],
    failure: null,
  });
});

test('a revision that was not expected is a conflict, before anything is done', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const session = await sessionWith(alice, birds.id, [crow]);
  const publish = async (expectedRevision: number) =>
    publishIngestSession(await alice.context(), {
      sessionId: session.id,
      items: [itemFor('a', crow)],
      expectedRevision,
    });
  await expect(publish(1)).rejects.toThrow(VersionConflict);
  await expect(publish(1)).rejects.toMatchObject({ expectedRevision: 1, currentRevision: 0 });
  expect(await publish(0)).toMatchObject({ revision: { number: 1 } });
  // A replay does not publish again: the dataset already has revision 1.
  expect(await publish(0)).toMatchObject({ revision: { number: 1 } });
});

test('a session is published once: another manifest needs another session', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const session = await sessionWith(alice, birds.id, [crow]);
  const publish = async (items: object[]) =>
    publishIngestSession(await alice.context(), { sessionId: session.id, items });
  await publish([itemFor('a', crow)]);
  await expect(publish([itemFor('b', crow)])).rejects.toThrow(IdempotencyConflict);
});

test('files that have not arrived are missing, and named', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const session = await sessionWith(alice, birds.id, [crow]);
  await requestUploads(await alice.context(), { sessionId: session.id, files: [declared(wren)] });
  await expect(
    publishIngestSession(await alice.context(), { sessionId: session.id, items: [itemFor('a', crow)] }),
  ).rejects.toMatchObject({ constructor: UploadsMissing, missingCount: 1, filenames: [wren.filename] });
});

test('what is no manifest is refused with a reason', async () => {
  const lab = await world({ limits: { inlineItems: 2 } });
  const { alice, birds } = lab;
  const text = fileOf(JSON.stringify(itemFor('a', crow)));
  const session = await sessionWith(alice, birds.id, [crow, text]);
  const publish = async (input: object) =>
    publishIngestSession(await alice.context(), { sessionId: session.id, ...input });
  await expect(publish({})).rejects.toThrow(InvalidInput);
  await expect(publish({ items: [], manifestSha256: text.sha256 })).rejects.toThrow(InvalidInput);
  await expect(publish({ items: [1, 2, 3] })).rejects.toThrow(LimitExceeded);
  await expect(publish({ manifestSha256: 'x' })).rejects.toThrow(InvalidInput);
  await expect(publish({ manifestSha256: wren.sha256 })).rejects.toThrow(/was uploaded in this session/);
  await expect(publish({ manifestSha256: text.sha256 })).rejects.toThrow(/x-ndjson/);
});

test('an ended session, an expired one and an archived dataset take no publish', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const { system } = lab.databases;
  const publish = async (sessionId: string) =>
    publishIngestSession(await alice.context(), { sessionId, items: [itemFor('a', crow)] });
  const abandoned = await sessionWith(alice, birds.id, [crow]);
  await abandonIngestSession(await alice.context(), abandoned.id);
  await expect(publish(abandoned.id)).rejects.toThrow(SessionClosed);
  const expired = await sessionWith(alice, birds.id, [crow]);
  await system.ingestSession.updateMany({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
  await expect(publish(expired.id)).rejects.toThrow(SessionClosed);
  const open = await sessionWith(alice, birds.id, [crow]);
  await system.dataset.updateMany({ where: { id: birds.id }, data: { status: 'ARCHIVED' } });
  await expect(publish(open.id)).rejects.toThrow(/archived/);
});

test('bob may look only, and for mallory there is no such session', async () => {
  const lab = await world();
  const { alice, bob, mallory, birds } = lab;
  await publishItems(alice, birds.id, [itemFor('first', crow)], [crow]);
  const session = await openIngestSession(await alice.context(), { datasetId: birds.id, mode: 'REPLACE' });
  const publishAs = async (person: Person) =>
    publishIngestSession(await person.context(), { sessionId: session.id, items: [itemFor('a', crow)] });
  await expect(publishAs(bob)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(publishAs(mallory)).rejects.toThrow(NotFound);
  expect(await lab.databases.system.item.count()).toBe(1);
});

test('a file of another organization, or of a dataset one may not see, cannot be referred to', async () => {
  const lab = await world();
  const { alice, ada, mallory, birds, plates } = lab;
  const { system } = lab.databases;
  await publishItems(mallory, plates.id, [itemFor('m', robin)], [robin]);
  const secret = await system.dataset.create({
    data: { id: crypto.randomUUID(), orgId: birds.orgId, slug: 'secret', name: 'Secret', visibility: 'RESTRICTED' },
  });
  await publishItems(ada, secret.id, [itemFor('s', wren)], [wren]);
  const session = await sessionWith(alice, birds.id, [crow]);
  const items = [itemFor('a', robin), itemFor('b', wren), itemFor('c', crow)];
  await expect(publishIngestSession(await alice.context(), { sessionId: session.id, items })).rejects.toMatchObject({
    issueCount: 2,
  });
  const issues = await system.ingestIssue.findMany({ orderBy: { ordinal: 'asc' } });
  expect(issues.map(({ key, code }) => [key, code])).toEqual([
    ['a', 'ASSET_MISSING'],
    ['b', 'ASSET_MISSING'],
  ]);
  // Ada may refer to the file, because she sees the other dataset. Alice may once she has uploaded the bytes.
  expect(await publishItems(ada, birds.id, [itemFor('b', wren)], [])).toMatchObject({ revision: { number: 1 } });
  expect(await publishItems(alice, birds.id, [itemFor('b', wren, { title: 'x' })], [wren])).toMatchObject({
    revision: { number: 2 },
  });
});
