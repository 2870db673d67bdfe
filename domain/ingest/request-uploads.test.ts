import { expect, test } from 'vitest';
import { createS3Storage } from '#server/storage/s3-storage.ts';
import { declared, fileOf, put, sessionWith, sha256Of, upload } from '#tests/kit/upload.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { LimitExceeded, NotFound, SessionClosed } from '../errors.ts';
import { requestUploads } from './request-uploads.ts';
import { sessionProgress } from './session-progress.ts';
import { verifyUploads } from './verify-uploads.ts';

const lab = worldOfFile();

test('a file is declared, sent and verified', async () => {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const file = fileOf('a robin', { clientRef: 'robin' });
  const context = await alice.context();

  const [answer] = await requestUploads(context, { sessionId: session.id, files: [declared(file)] });
  expect(answer).toMatchObject({ kind: 'UploadTarget', clientRef: 'robin', method: 'PUT' });
  expect(await progressOf(session.id)).toMatchObject({ filesDeclared: 1, filesVerified: 0, filesMissing: 1 });

  expect((await put(answer, file.bytes)).status).toBe(200);
  expect(await progressOf(session.id)).toMatchObject({ filesVerified: 0, filesMissing: 1 });
  await verifyUploads(context, session);
  expect(await progressOf(session.id)).toEqual({
    filesDeclared: 1,
    filesVerified: 1,
    filesMismatched: 0,
    filesMissing: 0,
    bytesDeclared: 7n,
    bytesVerified: 7n,
  });
  const asset = await lab().databases.system.asset.findFirstOrThrow({ where: { sha256: file.sha256 } });
  expect(asset).toMatchObject({ orgId: birds.orgId, byteSize: 7n, contentType: 'text/plain', sourceId: null });
});

test('every file has its answer, in the order asked, and a bad one spoils only itself', async () => {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const good = (name: string) => declared(fileOf(name, { clientRef: name }));
  const answers = await requestUploads(await alice.context(), {
    sessionId: session.id,
    files: [
      good('first'),
      { ...good('digest'), sha256: 'F'.repeat(64) },
      { ...good('type'), contentType: 'not a type' },
      { ...good('header'), contentType: 'text/plain\r\nx-evil: 1' },
      { ...good('size'), byteSize: -1 },
      { ...good('huge'), byteSize: 6 * 1024 ** 4 },
      { ...good('empty'), byteSize: 0 },
      { ...good('nul'), filename: 'a\0b' },
      { ...good('long'), filename: 'x'.repeat(4096) },
      { ...good('nameless'), clientRef: '' },
      { ...good('first'), clientRef: 'again' },
      { ...good('first'), clientRef: 'resized', byteSize: 6 },
      good('last'),
    ],
  });
  expect(
    answers.map((answer) =>
      answer.kind === 'UploadRejected'
        ? [answer.clientRef, answer.error.code, answer.error.path]
        : [answer.clientRef, answer.kind],
    ),
  ).toEqual([
    ['first', 'UploadTarget'],
    ['digest', 'INVALID_INPUT', 'files.1.sha256'],
    ['type', 'INVALID_INPUT', 'files.2.contentType'],
    ['header', 'INVALID_INPUT', 'files.3.contentType'],
    ['size', 'INVALID_INPUT', 'files.4.byteSize'],
    ['huge', 'LIMIT_EXCEEDED', undefined],
    ['empty', 'INVALID_INPUT', 'files.6.byteSize'],
    ['nul', 'INVALID_INPUT', 'files.7.filename'],
    ['long', 'INVALID_INPUT', 'files.8.filename'],
    ['', 'INVALID_INPUT', 'files.9.clientRef'],
    ['again', 'UploadTarget'],
    ['resized', 'INVALID_INPUT', 'files.11.byteSize'],
    ['last', 'UploadTarget'],
  ]);
  expect(await progressOf(session.id)).toMatchObject({ filesDeclared: 2 });
});

test('names are only data: whatever a file is called, its object is named at random', async () => {
  const { alice, birds, databases } = lab();
  const names = [
    'two\nlines',
    '../../etc/passwd',
    'nai\u0308ve 🐦 \u202Egpj.exe',
    'C:\\boot.ini',
    'x'.repeat(1024),
    ' ',
  ];
  const files = names.map((filename) => fileOf(`content of ${filename}`, { filename, clientRef: filename }));
  const session = await sessionWith(alice, birds.id, files);
  const uploads = await databases.system.upload.findMany({ where: { sessionId: session.id } });
  expect(new Set(uploads.map(({ filename }) => filename))).toEqual(new Set(names));
  for (const { objectKey, state } of uploads) {
    expect(objectKey).toMatch(/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/);
    expect(state).toBe('VERIFIED');
  }
  expect(new Set(uploads.map(({ objectKey }) => objectKey.slice(0, 36))).size).toBe(names.length);
});

test('a file without a byte is a file', async () => {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id, [fileOf('')]);
  expect(await progressOf(session.id)).toMatchObject({ filesDeclared: 1, filesVerified: 1, bytesVerified: 0n });
});

test('asking again gives a fresh URL for the same place', async () => {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const file = fileOf('asked for twice');
  const context = await alice.context();
  const request = { sessionId: session.id, files: [declared(file)] };
  const [first] = await requestUploads(context, request);
  const [second] = await requestUploads(context, request);
  expect(pathOf(second)).toBe(pathOf(first));
  expect(await progressOf(session.id)).toMatchObject({ filesDeclared: 1 });
  expect((await put(first, file.bytes)).status).toBe(200);
  expect((await put(second, file.bytes)).status).toBe(412);
});

test('the store refuses whatever is not the declared file', async () => {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const file = fileOf('exactly these bytes');
  const context = await alice.context();
  const [answer] = await requestUploads(context, { sessionId: session.id, files: [declared(file)] });
  const truncated = file.bytes.subarray(0, 10);
  const other = Buffer.from('exactly those bytes');
  expect((await put(answer, truncated)).ok).toBe(false);
  expect((await put(answer, other)).ok).toBe(false);
  await verifyUploads(context, session, { everything: true });
  expect(await progressOf(session.id)).toMatchObject({ filesVerified: 0, filesMissing: 1 });

  expect((await put(answer, file.bytes)).status).toBe(200);
  expect((await put(answer, other)).ok).toBe(false);
  await verifyUploads(context, session, { everything: true });
  expect(await progressOf(session.id)).toMatchObject({ filesVerified: 1 });
});

test('a URL that has expired is refused by the store, and a fresh one is not', async () => {
  const { alice, birds, store } = lab();
  const session = await sessionWith(alice, birds.id);
  const file = fileOf('late');
  const context = await alice.context();
  const request = { sessionId: session.id, files: [declared(file)] };
  const anHourAgo = new Date(Date.now() - 3_600_000);
  const slow = createS3Storage({ ...store.settings, now: () => anHourAgo });
  const [stale] = await requestUploads({ ...context, storage: slow }, request);
  slow.close();
  expect((await put(stale, file.bytes)).status).toBe(403);
  const [fresh] = await requestUploads(context, request);
  expect(pathOf(fresh)).toBe(pathOf(stale));
  expect((await put(fresh, file.bytes)).status).toBe(200);
});

test('bytes the organization has are not sent again; a stranger to it learns nothing of them', async () => {
  const { alice, mallory, birds, plates } = lab();
  const file = fileOf('known to lumen');
  await sessionWith(alice, birds.id, [file]);

  const again = await sessionWith(alice, birds.id);
  const files = [declared(file), declared(fileOf(file.bytes, { contentType: 'text/markdown' }))];
  const answers = await requestUploads(await alice.context(), { sessionId: again.id, files });
  expect(answers.map(({ kind }) => kind)).toEqual(['AlreadyStored', 'UploadTarget']);
  expect(await progressOf(again.id)).toMatchObject({ filesDeclared: 2, filesVerified: 1 });

  const hers = await sessionWith(mallory, plates.id);
  const [answer] = await requestUploads(await mallory.context(), { sessionId: hers.id, files: [declared(file)] });
  expect(answer?.kind).toBe('UploadTarget');
});

test('of bytes in a dataset one may not see, the digest is not enough', async () => {
  const { ada, alice, birds, databases } = lab();
  const secret = await databases.system.dataset.create({
    data: { ...birds, id: '01900000-0000-7000-8000-0000000005ec', slug: 'secret', visibility: 'RESTRICTED' },
  });
  const file = fileOf('restricted');
  await sessionWith(ada, secret.id, [file]);

  const session = await sessionWith(alice, birds.id);
  const request = { sessionId: session.id, files: [declared(file)] };
  expect(
    (await requestUploads(await ada.context(), { ...request, sessionId: (await sessionWith(ada, birds.id)).id }))[0]
      ?.kind,
  ).toBe('AlreadyStored');
  await databases.system.ingestSession.deleteMany({ where: { datasetId: birds.id, userId: ada.userId } });
  expect((await requestUploads(await alice.context(), request))[0]?.kind).toBe('UploadTarget');

  // A viewer who has the bytes may use them. They are still stored once.
  await upload(alice, session, [file]);
  expect(await progressOf(session.id)).toMatchObject({ filesVerified: 1 });
  expect(await databases.system.asset.count({ where: { sha256: file.sha256 } })).toBe(1);
  expect(await databases.system.discardedObject.count()).toBe(1);
});

test('a key that holds other bytes is given up for a new one', async () => {
  const { alice, birds, databases, storage } = lab();
  const session = await sessionWith(alice, birds.id);
  const file = fileOf('as declared');
  const context = await alice.context();
  const request = { sessionId: session.id, files: [declared(file)] };
  const [burnt] = await requestUploads(context, request);
  const { objectKey } = await databases.system.upload.findFirstOrThrow({ where: { sessionId: session.id } });
  // Imitates a store that does not check uploaded bytes.
  await storage.write({ objectKey, contentType: 'text/plain', bytes: Buffer.from('not as said') });
  await verifyUploads(context, session);
  expect(await progressOf(session.id)).toMatchObject({ filesMismatched: 1, filesVerified: 0, filesMissing: 0 });
  expect(await databases.system.upload.findFirst({ where: { sessionId: session.id } })).toMatchObject({
    state: 'MISMATCHED',
    reason: `The stored file has a different SHA-256: ${sha256Of('not as said')}.`,
  });

  const [fresh] = await requestUploads(context, request);
  expect(pathOf(fresh)).not.toBe(pathOf(burnt));
  expect(await databases.system.discardedObject.findFirst({ where: { objectKey } })).not.toBeNull();
  expect((await put(fresh, file.bytes)).status).toBe(200);
  await verifyUploads(context, session);
  expect(await progressOf(session.id)).toMatchObject({ filesMismatched: 0, filesVerified: 1 });
});

test('more files than one call takes are refused, and none is declared', async () => {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const files = Array.from({ length: 501 }, (_, index) => declared(fileOf(`file ${index}`)));
  const context = await alice.context();
  await expect(requestUploads(context, { sessionId: session.id, files })).rejects.toThrow(LimitExceeded);
  expect(await progressOf(session.id)).toMatchObject({ filesDeclared: 0 });
  expect(await requestUploads(context, { sessionId: session.id, files: files.slice(1) })).toHaveLength(500);
});

test('concurrent calls for the same files agree, and the counts are right', async () => {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const files = Array.from({ length: 40 }, (_, index) => declared(fileOf(`shared ${index}`)));
  const context = await alice.context();
  const calls = Array.from({ length: 8 }, (_, call) =>
    requestUploads(context, { sessionId: session.id, files: call % 2 ? files : files.toReversed() }),
  );
  const places = (await Promise.all(calls)).map((answers) => new Set(answers.map(pathOf)));
  for (const place of places) expect(place).toEqual(places[0]);
  expect(await progressOf(session.id)).toMatchObject({ filesDeclared: 40, filesMissing: 40 });
});

test('a session is nobody else’s, and a closed one takes nothing', async () => {
  const { alice, bob, mallory, birds, databases } = lab();
  const session = await sessionWith(alice, birds.id);
  const request = { sessionId: session.id, files: [declared(fileOf('x'))] };
  await expect(requestUploads(await mallory.context(), request)).rejects.toThrow(NotFound);
  await expect(requestUploads(await bob.context(), request)).rejects.toThrow(NotFound);
  await expect(requestUploads(await alice.context(), { ...request, sessionId: 'nonsense' })).rejects.toThrow(NotFound);

  await databases.system.ingestSession.updateMany({ where: { id: session.id }, data: { expiresAt: new Date() } });
  await expect(requestUploads(await alice.context(), request)).rejects.toThrow(new SessionClosed('ABANDONED'));
  expect(await databases.system.ingestSession.findFirst({ where: { id: session.id } })).toMatchObject({
    state: 'ABANDONED',
    closedAt: expect.any(Date),
  });
});

async function progressOf(sessionId: string) {
  return sessionProgress(await lab().databases.system.ingestSession.findFirstOrThrow({ where: { id: sessionId } }));
}

function pathOf(answer: { kind: string; url?: string } | undefined): string {
  return new URL(answer?.url ?? 'about:blank').pathname;
}
