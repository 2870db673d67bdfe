import { expect, test } from 'vitest';
import { itemFor, itemsOf, manifestOf, publishItems } from '#tests/kit/publish.ts';
import { declared, fileOf, put, sessionWith, sha256Of } from '#tests/kit/upload.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { type DomainError, ValidationFailed } from '../errors.ts';
import { findIssues } from './manifest/find-issues.ts';
import { signReport } from './manifest/sign-report.ts';
import { publishIngestSession } from './publish-ingest-session.ts';
import { requestUploads } from './request-uploads.ts';

/* Faults that are tested beside their rules are not repeated here: docs/cli.md has the list. */

const lab = worldOfFile();
const [crow, wren] = [fileOf('crow'), fileOf('wren')];
const lineOf = (item: object) => Buffer.from(JSON.stringify(item));

test('a manifest file is read to its end, whatever its lines are, and each that is broken is told with its place', async () => {
  const { alice, birds, databases } = lab();
  const lines = [
    Buffer.from('\uFEFF{"key":"mark","type":"TEXT","assets":'),
    lineOf({ ...itemFor('five megabytes', crow), metadata: { text: 'x'.repeat(5 * 1024 ** 2) } }),
    Buffer.concat([Buffer.from('{"key":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    Buffer.from('[]'),
    Buffer.from('\r'),
    lineOf({ ...itemFor('role', crow), assets: [{ role: 'HERO', sha256: crow.sha256 }] }),
    lineOf(itemFor('twice', crow)),
    lineOf(itemFor('new\nline', crow)),
    lineOf(itemFor('k'.repeat(4_096), crow)),
    lineOf(itemFor('name', crow, { assets: [{ role: 'PRIMARY', sha256: crow.sha256, filename: 'n'.repeat(4_096) }] })),
    lineOf(itemFor('missing', wren)),
    lineOf(itemFor('twice', crow)),
    lineOf(itemFor('sound', crow)),
  ];
  const manifest = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\r\n')]));
  const file = { ...manifestOf(''), bytes: manifest, byteSize: manifest.byteLength, sha256: sha256Of(manifest) };
  const session = await sessionWith(alice, birds.id, [crow, file]);
  const context = await alice.context();
  const publish = publishIngestSession(context, { sessionId: session.id, manifestSha256: file.sha256 });
  await expect(publish).rejects.toMatchObject({ code: 'VALIDATION_FAILED', issueCount: 10 });
  const { rows } = await findIssues(context, session, { first: 100 });
  expect(rows.map(({ line, pointer, code }) => [line, pointer, code])).toEqual([
    [1, '', 'INVALID_JSON'],
    [2, '', 'LINE_TOO_LONG'],
    [3, '', 'INVALID_UTF8'],
    [4, '', 'WRONG_TYPE'],
    [6, '/assets/0/role', 'INVALID_VALUE'],
    [8, '/key', 'INVALID_KEY'],
    [9, '/key', 'INVALID_KEY'],
    [10, '/assets/0/filename', 'TOO_LONG'],
    [11, '/assets/0/sha256', 'ASSET_MISSING'],
    [12, '/key', 'DUPLICATE_KEY'],
  ]);
  for (const issue of rows) expect(issue.message).not.toBe('');
  expect(await databases.system.item.count({ where: { datasetId: birds.id } })).toBe(0);
});

test.each([
  ['UTF-16', Buffer.from('\uFEFF{"key":"a"}\n{"key":"b"}\n', 'utf16le'), 'INVALID_UTF8', 'in UTF-16'],
  ['CR line ends', Buffer.from('{"key":"a"}\r{"key":"b"}\r'), 'INVALID_JSON', 'has CR line endings'],
  ['pretty-printed JSON', Buffer.from('\n{\n  "key": "a"\n}\n'), 'INVALID_JSON', 'over several lines'],
])('a manifest in %s has one issue, which names the cause', async (_form, bytes, code, cause) => {
  const { alice, birds } = lab();
  const file = { ...manifestOf(''), bytes, byteSize: bytes.byteLength, sha256: sha256Of(bytes) };
  const session = await sessionWith(alice, birds.id, [file]);
  const context = await alice.context();
  const publish = publishIngestSession(context, { sessionId: session.id, manifestSha256: file.sha256 });
  await expect(publish).rejects.toMatchObject({ code: 'VALIDATION_FAILED', issueCount: 1 });
  const { rows } = await findIssues(context, session, { first: 10 });
  expect(rows).toMatchObject([{ code, message: expect.stringContaining(cause) }]);
});

test('of 100,000 issues each is counted, can be paged to, and stands in the report', async () => {
  const { alice, birds, databases } = lab();
  const manifest = manifestOf('{"key":\n'.repeat(60_000) + '{"key":"a","type":"BIRD"}\n'.repeat(20_000));
  const session = await sessionWith(alice, birds.id, [manifest]);
  const context = await alice.context();
  const publish = publishIngestSession(context, { sessionId: session.id, manifestSha256: manifest.sha256 });
  await expect(publish).rejects.toMatchObject({ issueCount: 100_000 });
  const { issueCount, issueGroups } = await databases.system.ingestSession.findFirstOrThrow({
    where: { id: session.id },
  });
  expect(issueGroups).toEqual([
    { code: 'INVALID_JSON', count: 60_000 },
    { code: 'INVALID_VALUE', count: 20_000 },
    { code: 'REQUIRED', count: 20_000 },
  ]);
  const last = await findIssues(context, session, { last: 2, code: 'REQUIRED' });
  expect(last.rows.map(({ line, pointer }) => [line, pointer])).toEqual([
    [79_999, '/assets'],
    [80_000, '/assets'],
  ]);
  const report = await signReport(context, { id: session.id, orgId: session.orgId, issueCount });
  const text = await (await fetch(report!.url)).text();
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(100_000);
  expect(JSON.parse(lines[0]!)).toMatchObject({ line: 1, code: 'INVALID_JSON', message: expect.any(String) as string });
});

test('of files whose names are one in another form of Unicode, each keeps its own', async () => {
  const { alice, birds } = lab();
  const names = ['caf\u00e9.txt', 'cafe\u0301.txt'];
  const files = names.map((filename) => fileOf(filename, { filename, clientRef: filename }));
  const items = files.map((file, index) => itemFor(names[index]!.replace('.txt', ''), file));
  const { revision } = await publishItems(alice, birds.id, items, files);
  const kept = await itemsOf(lab(), birds, revision.number);
  expect(kept.map(({ key }) => key)).toEqual(['caf\u00e9', 'cafe\u0301']);
});

test('another manifest while a session is being published is told so, and changes nothing', async () => {
  const { alice, birds, databases } = lab();
  const session = await sessionWith(alice, birds.id, [crow, wren]);
  const context = await alice.context();
  const revisions = () => databases.system.datasetRevision.count({ where: { datasetId: birds.id } });
  const before = await revisions();
  const publish = (items: object[]) => publishIngestSession(context, { sessionId: session.id, items });
  const answers = await Promise.allSettled([publish([itemFor('one', crow)]), publish([itemFor('other', wren)])]);
  const won = answers.filter(({ status }) => status === 'fulfilled');
  const lost = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(won).toHaveLength(1);
  // The error depends on whether the first publish is still running.
  expect(['PUBLISH_IN_PROGRESS', 'IDEMPOTENCY_CONFLICT']).toContain((lost.reason as DomainError).code);
  expect(await revisions()).toBe(before + 1);
});

test('a session takes no file for the session of another dataset', async () => {
  const { mallory, alice, birds, plates } = lab();
  const theirs = await sessionWith(mallory, plates.id);
  const request = { sessionId: theirs.id, files: [declared(crow)] };
  await expect(requestUploads(await alice.context(), request)).rejects.toMatchObject({ code: 'NOT_FOUND' });

  // The URL signs its key, so bytes cannot be sent to another key.
  const own = await sessionWith(alice, birds.id);
  const [answer] = await requestUploads(await alice.context(), {
    ...request,
    sessionId: own.id,
    files: [declared(fileOf('new'))],
  });
  const [foreign] = await requestUploads(await mallory.context(), { ...request, files: [declared(fileOf('new'))] });
  if (answer?.kind !== 'UploadTarget' || foreign?.kind !== 'UploadTarget') throw new Error('There is nowhere to send.');
  const url = new URL(answer.url);
  url.pathname = new URL(foreign.url).pathname;
  expect((await put({ ...answer, url: url.href }, fileOf('new').bytes)).status).toBe(403);
});

test('an empty manifest file is as empty as an empty list', async () => {
  const { alice, birds } = lab();
  const manifest = manifestOf('\r\n\r\n');
  const session = await sessionWith(alice, birds.id, [manifest]);
  const publish = publishIngestSession(await alice.context(), {
    sessionId: session.id,
    manifestSha256: manifest.sha256,
  });
  await expect(publish).rejects.toThrow(ValidationFailed);
});

test('a key that cannot be stored is not repeated in the issues of its line', async () => {
  const { alice, birds } = lab();
  const manifest = manifestOf(
    ['a\\u0000', 'a\\ud800', 'k'.repeat(100_000)]
      .map((key) => `{"key":"${key}","metadata":{"n":12345678901234567890}}\n`)
      .join(''),
  );
  const session = await sessionWith(alice, birds.id, [manifest]);
  const context = await alice.context();
  const publish = publishIngestSession(context, { sessionId: session.id, manifestSha256: manifest.sha256 });
  await expect(publish).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  const { rows } = await findIssues(context, session, { first: 100 });
  expect(rows.filter(({ code }) => code === 'INVALID_NUMBER').map(({ line }) => line)).toEqual([1, 2, 3]);
  expect(rows.filter(({ key }) => key !== null)).toEqual([]);
});
