import { expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { replaceText } from '#domain/text/replace-text.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { type World, world } from '#tests/kit/world.ts';
import { checkMetadataTypes } from './check-metadata-types.ts';
import { countItems } from './count-items.ts';
import { findItems } from './find-items.ts';
import { type ItemFilter, itemFilterSql } from './item-filter.ts';

async function lab() {
  const made = await world();
  const { databases, birds, lumen } = made;
  await seedItems(databases.system, birds, [
    {
      key: 'cam-3/0042.jpg',
      position: 1,
      title: 'A red kite',
      tags: ['rain'],
      metadata: { iso: 100, lens: 'wide', seen: ['kite', 3] },
      byteSize: 100,
    },
    { key: 'b', position: 2, type: 'TEXT', title: null, tags: ['rain', 'Night'], metadata: { iso: 800, lens: null } },
    {
      key: 'z',
      position: 3,
      type: 'AUDIO',
      title: 'Song of a kite',
      createdAt: new Date('2021-06-01'),
      durationSeconds: 61.5,
    },
  ]);
  const items = await databases.system.item.findMany({ where: { datasetId: birds.id }, orderBy: { position: 'asc' } });
  const file = { orgId: lumen.id, contentType: 'text/plain ; charset=UTF-8', byteSize: 1n, verifiedAt: new Date() };
  for (const [index, role] of [undefined, 'PRIMARY' as const, 'TRANSCRIPT' as const].entries()) {
    if (!role) continue;
    const asset = await databases.system.asset.create({
      data: { ...file, id: newId(), sha256: String(index).repeat(64), objectKey: newId() },
    });
    await databases.system.itemAsset.create({
      data: { orgId: lumen.id, itemId: items[index]!.id, role, assetId: asset.id },
    });
    if (role === 'PRIMARY') {
      await replaceText({ db: databases.system }, asset, 'The heron waits in the reeds.');
    }
  }
  await databases.system.annotation.create({
    data: {
      id: newId(),
      orgId: lumen.id,
      datasetId: birds.id,
      itemKey: 'z',
      kind: 'CLASSIFICATION',
      label: 'kite',
      confidence: 0.7,
      geometry: {},
      source: 'REVIEWER',
    },
  });
  return made;
}

async function keysOf({ bob, birds, databases }: World, filter: ItemFilter) {
  const context = await bob.context();
  const { rows } = await findItems(context, birds, 1, { filter });
  expect(await countItems(context, birds, 1, filter)).toEqual({
    value: filter && Object.keys(filter).length === 0 ? 3 : rows.length,
    kind: 'EXACT',
  });
  const items = await databases.system.item.findMany({ where: { datasetId: birds.id } });
  // Lookup and row-by-row reading of words give the same result.
  const read = await context.db.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM item i WHERE i.dataset_id = ${birds.id}::uuid AND ${itemFilterSql(filter, birds, 'READ')} ORDER BY i.position`;
  expect(read.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  return rows.map(({ id }) => items.find((item) => item.id === id)!.key[0]).join('');
}

test('each condition leaves the items it should, in and, or and not', async () => {
  const birds = await lab();
  const cases: [ItemFilter, string][] = [
    [{}, 'cbz'],
    [{ text: 'kite' }, 'cz'],
    [{ text: 'RED ki' }, 'c'],
    [{ text: 'kite -song' }, 'c'],
    [{ text: '"a red"' }, 'c'],
    [{ text: '0042' }, 'c'],
    [{ text: 'cam-3/0042.jpg' }, 'c'],
    [{ text: 'heron reed' }, 'b'],
    [{ text: 'heron or song' }, 'bz'],
    [{ text: 'crane' }, ''],
    [{ text: `'":*&|!() -"a b"` }, ''],
    [{ text: '  ' }, 'cbz'],
    [{ metadata: [{ path: ['iso'], equals: 100 }] }, 'c'],
    [{ metadata: [{ path: ['iso'], in: [100, 800] }] }, 'cb'],
    [{ metadata: [{ path: ['iso'], range: { gt: 100, lte: 800 } }] }, 'b'],
    [{ metadata: [{ path: ['iso'], range: { gte: '1' } }] }, ''],
    [{ metadata: [{ path: ['lens'], exists: true }] }, 'cb'],
    [{ metadata: [{ path: ['lens'], equals: null }] }, 'b'],
    [{ not: { metadata: [{ path: ['iso'], range: { gt: 100 } }] } }, 'cz'],
    [{ annotation: { label: 'kite', minConfidence: 0.7 } }, 'z'],
    [{ annotation: { minConfidence: 0.71 } }, ''],
    [{ hasTranscript: true }, 'z'],
    [{ hasTranscript: false }, 'cb'],
    [{ createdAt: { from: new Date('2021-06-01') } }, 'z'],
    [{ createdAt: { before: new Date('2021-06-01') } }, 'cb'],
    [{ or: [{ types: ['TEXT'] }, { tags: { none: ['rain'] } }] }, 'bz'],
    [{ and: [{ tags: { all: ['rain'] } }, { not: { tags: { all: ['Night'] } } }] }, 'c'],
    [{ tags: { all: ['rain', 'Night'] }, types: ['TEXT'] }, 'b'],
    [{ tags: { all: ['night'] } }, ''],
    [{ tags: { all: ['RAIN', 'night'], ignoreCase: true } }, 'b'],
    [{ tags: { any: ['NIGHT', 'snow'], ignoreCase: true } }, 'b'],
    [{ tags: { none: ['night'], ignoreCase: true } }, 'cz'],
    [{ tags: { anyPrefix: ['ra'] } }, 'cb'],
    [{ tags: { anyPrefix: ['ni', '.*'] } }, ''],
    [{ tags: { anyPrefix: ['ni'], ignoreCase: true } }, 'b'],
    [{ keys: ['b', 'z', 'none'] }, 'bz'],
    [{ keys: ['B'] }, ''],
    [{ contentTypes: ['TEXT/plain', 'image/png'] }, 'b'],
    [{ contentTypes: ['text/plain; charset=ascii'] }, 'b'],
    [{ contentTypes: ['image/png'] }, ''],
    [{ titleContains: 'KITE' }, 'cz'],
    [{ titleContains: 'red k' }, 'c'],
    [{ titleContains: '.' }, ''],
    [{ byteSize: { gte: 100 } }, 'c'],
    [{ byteSize: { gt: 100 } }, ''],
    [{ byteSize: { lt: 100 } }, 'bz'],
    [{ durationSeconds: { gte: 61.5, lt: 62 } }, 'z'],
    [{ durationSeconds: { gt: 0 } }, 'z'],
    [{ durationSeconds: { lte: 61 } }, ''],
    [{ changedSinceRevisionNumber: 0 }, 'cbz'],
    [{ changedSinceRevisionNumber: 1 }, ''],
    [{ metadata: [{ path: ['seen'], contains: 'kite' }] }, 'c'],
    [{ metadata: [{ path: ['seen'], contains: 3 }] }, 'c'],
    [{ metadata: [{ path: ['seen'], contains: '3' }] }, ''],
    [{ not: { metadata: [{ path: ['seen'], contains: 3 }] } }, 'bz'],
    [{ metadata: [{ path: ['lens'], contains: 'wide' }] }, ''],
    [{ or: [{ text: 'heron' }, { text: 'song' }], not: { types: ['TEXT'] } }, 'z'],
  ];
  for (const [filter, keys] of cases) expect(await keysOf(birds, filter), JSON.stringify(filter)).toBe(keys);
});

test('a stranger finds no words of a dataset, even past the first wall', async () => {
  const { birds, mallory } = await lab();
  const context = await mallory.context();
  const found = await context.db
    .$queryRaw`SELECT * FROM items_with_words(${birds.orgId}::uuid, ${birds.id}::uuid, 'kite')`;
  expect(found).toEqual([]);
});

test.each<[string, ItemFilter, string]>([
  ['too deep', { not: { not: { not: { not: { not: {} } } } } }, 'LIMIT_EXCEEDED'],
  ['too long', { or: Array.from({ length: 50 }, () => ({})) }, 'LIMIT_EXCEEDED'],
  ['without a path', { metadata: [{ path: [], exists: true }] }, 'INVALID_INPUT'],
  ['without a condition', { metadata: [{ path: ['iso'] }] }, 'INVALID_INPUT'],
  ['of what cannot be stored', { text: 'a\0b' }, 'INVALID_INPUT'],
  ['of what cannot stand in metadata', { metadata: [{ path: ['a'], equals: '\0' }] }, 'INVALID_INPUT'],
  ['between lists', { metadata: [{ path: ['a'], range: { gt: [] } }] }, 'INVALID_INPUT'],
  ['by a list that contains a list', { metadata: [{ path: ['a'], contains: [1] }] }, 'INVALID_INPUT'],
  ['with 101 keys', { keys: Array.from({ length: 101 }, String) }, 'LIMIT_EXCEEDED'],
  ['with 21 content types', { contentTypes: Array.from({ length: 21 }, String) }, 'LIMIT_EXCEEDED'],
  ['with 21 beginnings of tags', { tags: { anyPrefix: Array.from({ length: 21 }, String) } }, 'LIMIT_EXCEEDED'],
  ['with a long part of a title', { titleContains: 'x'.repeat(501) }, 'LIMIT_EXCEEDED'],
  ['by changes since a negative revision', { changedSinceRevisionNumber: -1 }, 'INVALID_INPUT'],
])('a filter %s is refused', async (_what, filter, code) => {
  const { bob, birds } = await world();
  await expect(findItems(await bob.context(), birds, 1, { filter })).rejects.toMatchObject({ code });
});

test('values of another type than the schema gives are refused, in any depth', async () => {
  const { bob, lumen, birds, databases } = await world();
  const schema = {
    properties: { camera: { properties: { iso: { type: 'integer' }, lens: { type: ['string', 'null'] } } } },
  };
  await databases.system.itemSchema.create({
    data: { id: newId(), orgId: lumen.id, type: 'IMAGE', version: 1, schema },
  });
  const context = await bob.context();
  const check = (filter: ItemFilter) => checkMetadataTypes(context, birds, 1, filter);
  await check({
    metadata: [
      { path: ['camera', 'iso'], range: { gt: 1.5 } },
      { path: ['camera', 'lens'], equals: null },
    ],
  });
  await check({
    metadata: [
      { path: ['other'], equals: 'x' },
      { path: ['camera', 'iso'], exists: true },
    ],
  });
  for (const wrong of [{ equals: '100' }, { in: [1, true] }, { range: { lt: '9' } }]) {
    await expect(check({ or: [{ not: { metadata: [{ path: ['camera', 'iso'], ...wrong }] } }] })).rejects.toMatchObject(
      {
        code: 'INVALID_INPUT',
        path: 'filter.metadata.camera.iso',
      },
    );
  }
});

test('values of a type that no item has at a path are refused, and those of a rare type are not', async () => {
  const { bob, birds, databases } = await world();
  const items = Array.from({ length: 400 }, (_, index) => ({
    key: `k${index}`,
    position: index + 1,
    metadata: { iso: index },
  }));
  await seedItems(databases.system, birds, [
    ...items,
    { key: 'odd', position: 401, metadata: { iso: 'auto', lens: null } },
  ]);
  const context = await bob.context();
  const check = (metadata: ItemFilter['metadata']) => checkMetadataTypes(context, birds, 1, { metadata });
  await check([{ path: ['iso'], equals: 3 }]);
  await check([{ path: ['iso'], equals: 'auto' }]);
  await check([{ path: ['iso'], equals: null }]);
  await check([{ path: ['unknown'], equals: 'x' }]);
  for (const wrong of [{ equals: true }, { in: [3, [3]] }, { equals: { value: 3 } }]) {
    await expect(check([{ path: ['iso'], ...wrong }])).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      path: 'filter.metadata.iso',
    });
  }
});

test('an empty list of alternatives matches nothing, and an empty list of requirements states no condition', async () => {
  const { bob, birds, databases } = await world();
  await seedItems(databases.system, birds, [{ key: 'a', position: 1, tags: ['night'], metadata: { iso: 1 } }]);
  const context = await bob.context();
  const found = async (filter: ItemFilter) => (await findItems(context, birds, 1, { filter })).rows.length;
  for (const filter of [
    { types: [] },
    { keys: [] },
    { contentTypes: [] },
    { tags: { any: [] } },
    { tags: { any: [], ignoreCase: true } },
    { tags: { anyPrefix: [] } },
    { or: [] },
    { metadata: [{ path: ['iso'], in: [] }] },
  ]) {
    expect(await found(filter), JSON.stringify(filter)).toBe(0);
    expect(await found({ not: filter }), `not ${JSON.stringify(filter)}`).toBe(1);
    expect(await found({ or: [filter, { types: ['IMAGE', 'TEXT', 'FILE'] }] }), `or ${JSON.stringify(filter)}`).toBe(1);
    expect(await countItems(context, birds, 1, filter)).toEqual({ value: 0, kind: 'EXACT' });
  }
  for (const filter of [{ tags: { all: [] } }, { tags: { none: [] } }, { and: [] }, { metadata: [] }]) {
    expect(await found(filter), JSON.stringify(filter)).toBe(1);
  }
});

test('a filter with too many conditions is refused before the types of its values are checked', async () => {
  const { bob, birds } = await lab();
  const metadata = Array.from({ length: 101 }, (_, index) => ({ path: [`p${index}`], equals: 1 }));
  await expect(checkMetadataTypes(await bob.context(), birds, 1, { metadata })).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
  });
});
