import { expect, test } from 'vitest';
import type { NamedItem } from '#formats/manifest/item-content.ts';
import { itemFor, itemsOf, publishItems } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import { world } from '#tests/kit/world.ts';
import { findUnchanged } from './find-unchanged.ts';
import type { ResolvedItem } from './resolve-item.ts';

test('an item is unchanged if readers see it with this content and time', async () => {
  const lab = await world();
  const { alice, birds, databases } = lab;
  const crow = fileOf('crow');
  const createdAt = '2024-05-01T10:00:00.123Z';
  const published = ['same', 'other time', 'no time', 'other content', 'closed ahead', 'removed', 'z'].map((key) =>
    itemFor(key, crow, { createdAt }),
  );
  await publishItems(alice, birds.id, published, [crow]);
  await publishItems(
    alice,
    birds.id,
    published.filter(({ key }) => key !== 'removed'),
    [crow],
  );
  const { orgId } = birds;
  // An unfinished publish has closed this item, and written another in its place.
  await databases.system.item.updateMany({
    where: { orgId, datasetId: birds.id, key: 'closed ahead' },
    data: { untilRevision: 3 },
  });
  const [ahead] = await databases.system.item.findMany({ where: { datasetId: birds.id, key: 'closed ahead' } });
  const { metadata, ...copy } = ahead!;
  await databases.system.item.create({
    data: {
      ...copy,
      id: crypto.randomUUID(),
      sinceRevision: 3,
      untilRevision: null,
      contentHash: Buffer.alloc(32),
      metadata: {},
    },
  });
  expect(metadata).toEqual({});

  const hashes = new Map((await itemsOf(lab, birds, 1)).map(({ key, contentHash }) => [key, contentHash]));
  const resolved = (key: string, time: string | null, hash = Buffer.from(hashes.get(key) ?? []).toString('hex')) =>
    ({
      item: { key, createdAt: time === null ? null : new Date(time) } as NamedItem,
      contentHash: hash,
    }) as ResolvedItem;
  const items = [
    resolved('same', createdAt),
    resolved('other time', '2024-05-01T10:00:00.124Z'),
    resolved('no time', null),
    resolved('other content', createdAt, '00'.repeat(32)),
    resolved('closed ahead', createdAt),
    resolved('removed', createdAt),
    resolved('new', null, '00'.repeat(32)),
  ];
  const db = databases.asMembersOf([orgId]);
  const keysOf = (found: Set<ResolvedItem>) => Array.from(found, ({ item }) => item.key).sort();
  expect(keysOf(await findUnchanged(db, { orgId, datasetId: birds.id }, 2, items))).toEqual([
    'closed ahead',
    'no time',
    'same',
  ]);
  expect(keysOf(await findUnchanged(db, { orgId, datasetId: birds.id }, null, items))).toEqual([]);
});
