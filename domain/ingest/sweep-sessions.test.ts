import { expect, test } from 'vitest';
import { declared, fileOf, put, sessionWith } from '#tests/kit/upload.ts';
import { type World, world } from '#tests/kit/world.ts';
import { requestUploads } from './request-uploads.ts';
import { sweepSessions } from './sweep-sessions.ts';
import { verifyUploads } from './verify-uploads.ts';

test('sessions without activity end, whoever they belong to; the others go on', async () => {
  const lab = await world();
  const { alice, mallory, birds, plates, databases } = lab;
  const live = await sessionWith(alice, birds.id);
  const stale = [await sessionWith(alice, birds.id), await sessionWith(mallory, plates.id)];
  const publishing = await sessionWith(alice, birds.id);
  const past = new Date(Date.now() - 1);
  const expired = [...stale, publishing].map(({ id }) => id);
  await databases.system.ingestSession.updateMany({ where: { id: { in: expired } }, data: { expiresAt: past } });
  await databases.system.ingestSession.updateMany({ where: { id: publishing.id }, data: { state: 'PUBLISHING' } });
  await sweep(lab);
  const states = await databases.system.ingestSession.findMany({ orderBy: { id: 'asc' }, select: { state: true } });
  expect(states.map(({ state }) => state)).toEqual(['OPEN', 'ABANDONED', 'ABANDONED', 'PUBLISHING']);
  expect((await databases.system.ingestSession.findFirst({ where: { id: live.id } }))?.releasedAt).toBeNull();
});

test('what an ended session does not use is deleted once its URLs are dead; what became an asset stays', async () => {
  const lab = await world();
  const { alice, birds, databases, storage } = lab;
  const session = await sessionWith(alice, birds.id, [fileOf('verified')]);
  const unseen = fileOf('arrived, but never looked at');
  const context = await alice.context();
  const files = [declared(unseen), declared(fileOf('never sent'))];
  const [answer] = await requestUploads(context, { sessionId: session.id, files });
  await put(answer, unseen.bytes);
  await databases.system.ingestSession.updateMany({ where: { id: session.id }, data: { expiresAt: new Date(0) } });
  await sweep(lab);
  const uploads = await databases.system.upload.findMany({
    where: { sessionId: session.id },
    orderBy: { state: 'asc' },
  });
  expect(uploads.map(({ state }) => state)).toEqual(['VERIFIED', 'ABANDONED', 'ABANDONED']);
  const { objectKey } = uploads.find(({ sha256 }) => sha256 === unseen.sha256)!;
  expect(await storage.head(objectKey)).not.toBeNull();

  // A late verification finds nothing to do.
  await verifyUploads(context, session, { everything: true });
  expect(await databases.system.asset.count()).toBe(1);

  await databases.system.discardedObject.updateMany({ data: { deleteAfter: new Date(0) } });
  await sweep(lab);
  expect(await storage.head(objectKey)).toBeNull();
  expect(await storage.head(uploads[0]!.objectKey)).not.toBeNull();
  expect(await databases.system.discardedObject.count()).toBe(0);
});

test('an object that an asset has is never deleted, whoever gave it up', async () => {
  const lab = await world();
  const { alice, birds, databases, storage } = lab;
  const session = await sessionWith(alice, birds.id, [fileOf('kept')]);
  const { objectKey, orgId } = await databases.system.upload.findFirstOrThrow({ where: { sessionId: session.id } });
  await databases.system.discardedObject.create({ data: { objectKey, orgId, deleteAfter: new Date(0) } });
  await sweep(lab);
  expect(await storage.head(objectKey)).not.toBeNull();
  expect(await databases.system.discardedObject.count()).toBe(0);
});

function sweep({ databases, storage }: World) {
  return sweepSessions({ system: databases.system, storage });
}
