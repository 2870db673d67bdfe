import { expect, test } from 'vitest';
import { seedItems } from '#tests/kit/seed-items.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { createAnnotation } from './annotations/create-annotation.ts';
import { createDataset } from './datasets/create-dataset.ts';
import { IdempotencyConflict, InvalidInput, NotFound } from './errors.ts';
import { sweepIdempotencyKeys } from './idempotency.ts';
import { createApiToken } from './identity/create-api-token.ts';
import { openIngestSession } from './ingest/open-ingest-session.ts';
import { hashSecret } from './secrets.ts';
import { createShareLink } from './sharing/create-share-link.ts';
import { openShareLink } from './sharing/open-share-link.ts';

const lab = worldOfFile();
const key = 'nightly-42';

test('five simultaneous calls with one key create one dataset; another input under the key is refused', async () => {
  const { alice, lumen, databases } = lab();
  const input = { orgId: lumen.id, slug: 'once', name: 'Once', idempotencyKey: key };
  const made = await Promise.all(Array.from({ length: 5 }, async () => createDataset(await alice.context(), input)));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  await expect(createDataset(await alice.context(), { ...input, name: 'Twice' })).rejects.toThrow(IdempotencyConflict);
  expect(await databases.system.dataset.count({ where: { slug: 'once' } })).toBe(1);
  await expect(createDataset(await alice.context(), { ...input, idempotencyKey: '' })).rejects.toThrow(InvalidInput);
});

test('a repeated token or share link is the same one, and gets a new secret until the first use', async () => {
  const { alice, lumen, birds, databases } = lab();
  const token = async (name = 'pipeline') =>
    createApiToken(await alice.context(), { orgId: lumen.id, name, scopes: ['READ'], idempotencyKey: key });
  const [first, second] = [await token(), await token()];
  expect(second.token.id).toBe(first.token.id);
  expect(second.secret).not.toBe(first.secret);
  const stored = await databases.system.apiToken.findFirstOrThrow({ where: { id: first.token.id } });
  expect(Buffer.from(stored.secretHash)).toEqual(Buffer.from(hashSecret(second.secret)));
  await expect(token('other')).rejects.toThrow(IdempotencyConflict);
  await databases.system.apiToken.updateMany({ where: { id: first.token.id }, data: { lastUsedAt: new Date() } });
  await expect(token()).rejects.toThrow('in use. Use a new key.');
  const used = await databases.system.apiToken.findFirstOrThrow({ where: { id: first.token.id } });
  expect(Buffer.from(used.secretHash)).toEqual(Buffer.from(hashSecret(second.secret)));
  await databases.system.apiToken.updateMany({ where: { id: first.token.id }, data: { revokedAt: new Date() } });
  await expect(token()).rejects.toThrow('no longer exists');

  await databases.system.dataset.updateMany({ where: { id: birds.id }, data: { revision: 1 } });
  const link = async () =>
    createShareLink(await alice.context(), { datasetId: birds.id, name: 'for a reviewer', idempotencyKey: key });
  const [one, other] = [await link(), await link()];
  expect(other.link.id).toBe(one.link.id);
  expect(other.secret).not.toBe(one.secret);
  await expect(openShareLink(await alice.context(), one.secret)).rejects.toThrow(NotFound);
  await openShareLink(await alice.context(), other.secret);
  await expect(link()).rejects.toThrow('has already been opened. Use a new key.');
  await openShareLink(await alice.context(), other.secret);
});

test('the key of one person is not that of another, and is forgotten after a day', async () => {
  const { alice, bob, birds, databases } = lab();
  await seedItems(databases.system, birds, [{ key: 'a', position: 1 }]);
  const item = await databases.system.item.findFirstOrThrow({ where: { datasetId: birds.id } });
  const input = { itemId: item.id, kind: 'CLASSIFICATION' as const, label: 'owl', geometry: {}, idempotencyKey: key };
  const [hers, again] = [
    await createAnnotation(await alice.context(), input),
    await createAnnotation(await alice.context(), input),
  ];
  expect(again).toEqual(hers);
  expect((await createAnnotation(await bob.context(), input)).id).not.toBe(hers.id);
  await databases.system.idempotencyKey.updateMany({ data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
  await sweepIdempotencyKeys(databases.system);
  expect((await createAnnotation(await alice.context(), input)).id).not.toBe(hers.id);
});

test('the key of an ingest session covers its message', async () => {
  const { alice, birds } = lab();
  const open = async (message: string) =>
    openIngestSession(await alice.context(), { datasetId: birds.id, mode: 'REPLACE', message, idempotencyKey: key });
  const session = await open('Monday');
  expect((await open('Monday')).id).toBe(session.id);
  await expect(open('Tuesday')).rejects.toThrow(IdempotencyConflict);
});
