import { expect, test } from 'vitest';
import { worldOfFile } from '#tests/kit/world.ts';
import { Forbidden, IdempotencyConflict, InvalidInput, NotFound, SessionClosed } from '../errors.ts';
import { abandonIngestSession } from './abandon-ingest-session.ts';
import { openIngestSession } from './open-ingest-session.ts';
import { requireOpenSession, requireSession } from './require-session.ts';

const lab = worldOfFile();

test('fifty calls with one key open one session', async () => {
  const { alice, birds } = lab();
  const context = await alice.context();
  const input = { datasetId: birds.id, mode: 'REPLACE' as const, idempotencyKey: 'nightly' };
  const sessions = await Promise.all(Array.from({ length: 50 }, () => openIngestSession(context, input)));
  expect(new Set(sessions.map(({ id }) => id)).size).toBe(1);
  expect(sessions[0]).toMatchObject({ state: 'OPEN', mode: 'REPLACE', userId: alice.userId, orgId: birds.orgId });
});

test('without a key every call opens a session', async () => {
  const { alice, birds } = lab();
  const context = await alice.context();
  const open = () => openIngestSession(context, { datasetId: birds.id, mode: 'APPEND', message: 'again' });
  const [first, second] = [await open(), await open()];
  expect(first.id).not.toBe(second.id);
  expect(first).toMatchObject({ idempotencyKey: null, message: 'again' });
});

test('a key that was used for another mode is refused', async () => {
  const { alice, birds } = lab();
  const context = await alice.context();
  const input = { datasetId: birds.id, idempotencyKey: 'one mode' };
  await openIngestSession(context, { ...input, mode: 'APPEND' });
  await expect(openIngestSession(context, { ...input, mode: 'REPLACE' })).rejects.toThrow(IdempotencyConflict);
});

test('resuming moves the expiry on', async () => {
  const { alice, birds, databases } = lab();
  const context = await alice.context();
  const input = { datasetId: birds.id, mode: 'REPLACE' as const, idempotencyKey: 'resumed' };
  const { id } = await openIngestSession(context, input);
  const soon = new Date(Date.now() + 60_000);
  await databases.system.ingestSession.updateMany({ where: { id }, data: { expiresAt: soon } });
  const resumed = await openIngestSession(context, input);
  expect(resumed.id).toBe(id);
  expect(resumed.expiresAt.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
});

test('a key whose session came to nothing opens a new one; a published one is answered as it is', async () => {
  const { alice, birds, databases } = lab();
  const context = await alice.context();
  const input = { datasetId: birds.id, mode: 'REPLACE' as const, idempotencyKey: 'weekly' };
  const expired = await openIngestSession(context, input);
  await databases.system.ingestSession.updateMany({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
  const second = await openIngestSession(context, input);
  expect(second.id).not.toBe(expired.id);
  expect((await requireSession(context, expired.id)).state).toBe('ABANDONED');

  await abandonIngestSession(context, second.id);
  const third = await openIngestSession(context, input);
  expect(third.id).not.toBe(second.id);
  await databases.system.ingestSession.updateMany({
    where: { id: third.id },
    data: { state: 'PUBLISHED', revision: 1 },
  });
  expect(await openIngestSession(context, input)).toMatchObject({ id: third.id, state: 'PUBLISHED', revision: 1 });
});

test('who may not publish there opens nothing', async () => {
  const { ada, alice, bob, mallory, birds, databases } = lab();
  const input = { datasetId: birds.id, mode: 'REPLACE' as const };
  // Bob does not see a dataset without a revision. Once it has one, he sees it but may not publish.
  await expect(openIngestSession(await bob.context(), input)).rejects.toThrow(NotFound);
  await databases.system.dataset.updateMany({ where: { id: birds.id }, data: { revision: 1 } });
  await expect(openIngestSession(await bob.context(), input)).rejects.toThrow(Forbidden);
  await expect(openIngestSession(await mallory.context(), input)).rejects.toThrow(NotFound);

  await databases.system.dataset.updateMany({ where: { id: birds.id }, data: { visibility: 'RESTRICTED' } });
  await expect(openIngestSession(await alice.context(), input)).rejects.toThrow(NotFound);
  const hers = await openIngestSession(await ada.context(), input);
  await expect(requireSession(await alice.context(), hers.id)).rejects.toThrow(NotFound);

  await databases.system.dataset.updateMany({
    where: { id: birds.id },
    data: { visibility: 'ORGANIZATION', status: 'ARCHIVED' },
  });
  await expect(openIngestSession(await alice.context(), input)).rejects.toThrow(Forbidden);
  await databases.system.dataset.updateMany({ where: { id: birds.id }, data: { status: 'DRAFT', revision: null } });
});

test('messages and keys have a length', async () => {
  const { alice, birds } = lab();
  const context = await alice.context();
  const open = (input: { message?: string; idempotencyKey?: string }) =>
    openIngestSession(context, { datasetId: birds.id, mode: 'REPLACE', ...input });
  await expect(open({ message: 'x'.repeat(2_001) })).rejects.toThrow(InvalidInput);
  await expect(open({ message: 'a\0b' })).rejects.toThrow(InvalidInput);
  await expect(open({ idempotencyKey: 'x'.repeat(201) })).rejects.toThrow(InvalidInput);
  await expect(open({ idempotencyKey: '' })).rejects.toThrow(InvalidInput);
  await open({ message: 'x'.repeat(2_000), idempotencyKey: 'x'.repeat(200) });
});

test('abandoning twice is abandoning once; what is published cannot be abandoned', async () => {
  const { alice, bob, mallory, birds, databases } = lab();
  const context = await alice.context();
  const { id } = await openIngestSession(context, { datasetId: birds.id, mode: 'REPLACE' });
  await expect(abandonIngestSession(await mallory.context(), id)).rejects.toThrow(NotFound);
  await expect(abandonIngestSession(await bob.context(), id)).rejects.toThrow(NotFound);
  const abandoned = await abandonIngestSession(context, id);
  expect(abandoned).toMatchObject({ state: 'ABANDONED', closedAt: expect.any(Date) });
  expect(await abandonIngestSession(context, id)).toEqual(abandoned);
  await expect(requireOpenSession(context, id)).rejects.toThrow(new SessionClosed('ABANDONED'));

  await databases.system.ingestSession.updateMany({ where: { id }, data: { state: 'PUBLISHED' } });
  await expect(abandonIngestSession(context, id)).rejects.toThrow(new SessionClosed('PUBLISHED'));
});
