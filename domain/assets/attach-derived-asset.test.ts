import { randomBytes, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { worldOfFile } from '#tests/kit/world.ts';
import { newId } from '../ids.ts';
import { attachDerivedAsset } from './attach-derived-asset.ts';

const lab = worldOfFile();

async function source() {
  const { databases, lumen } = lab();
  return databases.system.asset.create({
    data: {
      id: newId(),
      orgId: lumen.id,
      sha256: randomBytes(32).toString('hex'),
      byteSize: 1,
      contentType: 'image/png',
      objectKey: randomUUID(),
      verifiedAt: new Date(),
    },
  });
}

const thumbnail = (bytes: Uint8Array) => ({ role: 'THUMBNAIL' as const, contentType: 'image/webp', bytes });

/** Returns the keys of the objects that the work wrote and did not delete. */
async function writtenObjects(work: () => Promise<unknown>): Promise<string[]> {
  const { storage } = lab();
  const write = vi.spyOn(storage, 'write');
  await work();
  const keys = write.mock.calls.map(([{ objectKey }]) => objectKey);
  write.mockRestore();
  const found = await Promise.all(keys.map(async (key) => ((await storage.head(key)) ? [key] : [])));
  return found.flat();
}

test('made by many at once, there is one in the end, and no object without a row', async () => {
  const { databases, storage, lumen } = lab();
  const image = await source();
  const db = databases.asMembersOf([lumen.id]);
  const objects = await writtenObjects(() =>
    Promise.all(
      Array.from({ length: 8 }, () => attachDerivedAsset({ db, storage }, image, thumbnail(randomBytes(100)))),
    ),
  );

  const made = await databases.system.asset.findMany({ where: { sourceId: image.id } });
  expect(made).toHaveLength(1);
  expect(objects).toEqual([made[0]!.objectKey]);
});

test('the same bytes leave everything as it is, unless the object was lost', async () => {
  const { databases, storage, lumen } = lab();
  const image = await source();
  const db = databases.asMembersOf([lumen.id]);
  const bytes = randomBytes(100);
  const attach = () => attachDerivedAsset({ db, storage }, image, thumbnail(bytes));
  const made = () => databases.system.asset.findFirstOrThrow({ where: { sourceId: image.id } });
  await attach();
  const first = await made();
  expect(await writtenObjects(attach)).toEqual([]);
  expect(await made()).toEqual(first);

  await storage.delete([first.objectKey]);
  await attach();
  expect(await buffer(await storage.read((await made()).objectKey))).toEqual(bytes);
});

test('a source that is gone, or of another organization, gets nothing', async () => {
  const { databases, storage, lumen, meridian } = lab();
  const image = await source();
  const strangers = databases.asMembersOf([meridian.id]);
  const attempts = [
    () => attachDerivedAsset({ db: strangers, storage }, image, thumbnail(randomBytes(10))),
    () => attachDerivedAsset({ db: strangers, storage }, { ...image, orgId: meridian.id }, thumbnail(randomBytes(10))),
    () =>
      attachDerivedAsset(
        { db: databases.asMembersOf([lumen.id]), storage },
        { ...image, id: newId() },
        thumbnail(randomBytes(10)),
      ),
  ];
  for (const attempt of attempts) expect(await writtenObjects(attempt)).toEqual([]);
  expect(await databases.system.asset.count({ where: { sourceId: image.id } })).toBe(0);
});

test('when the row cannot be written, the object goes as well', async () => {
  const { databases, storage, lumen } = lab();
  const image = await source();
  const db = databases.asMembersOf([lumen.id]);
  const objects = await writtenObjects(() =>
    expect(
      attachDerivedAsset({ db, storage }, image, { ...thumbnail(randomBytes(10)), width: 2 ** 40 }),
    ).rejects.toThrow(),
  );
  expect(objects).toEqual([]);
});
