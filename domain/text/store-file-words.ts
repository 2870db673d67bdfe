import type { Db } from '#prisma/databases.ts';
import type { Context } from '../context.ts';
import { indexItems, type NamedRow } from './index-items.ts';
import type { Words } from './lexemes.ts';

export type FileWordsKind = 'TEXT' | 'TRANSCRIPT';

const itemsAtOnce = 200;

/** Stores the words of a file in place of those it had, and gives them to every item that has the file. */
export async function storeFileWords(
  { db }: Pick<Context, 'db'>,
  asset: { id: string; orgId: string },
  kind: FileWordsKind,
  words: Words,
): Promise<void> {
  if (await replaceFileWords(db, asset, kind, words)) await indexItemsOf(db, asset);
}

/** Returns whether there is anything to give to items. */
export async function replaceFileWords(
  db: Db,
  { id, orgId }: { id: string; orgId: string },
  kind: FileWordsKind,
  { words, byteSize }: Words,
): Promise<boolean> {
  return db.$transaction(
    async (tx) => {
      // A publish that links the file holds a key lock on it until it commits. After this lock, either it has read these
      // words, or its items are seen by the statements that follow.
      await tx.$executeRaw`SET LOCAL lock_timeout = '60s'`;
      const [locked] = await tx.$queryRaw<object[]>`
        SELECT id FROM asset WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR UPDATE`;
      if (!locked) return false;
      const removed = await tx.$executeRaw`
        DELETE FROM asset_words WHERE org_id = ${orgId}::uuid AND asset_id = ${id}::uuid AND kind = ${kind}`;
      await tx.$executeRaw`
        INSERT INTO asset_words (org_id, asset_id, kind, words, byte_size)
        VALUES (${orgId}::uuid, ${id}::uuid, ${kind}, ${words}::tsvector, ${byteSize})`;
      return removed > 0 || words !== '';
    },
    { timeout: 120_000 },
  );
}

/** Indexes the items that have a file and words of at least this version, in batches: one file may be in any number of them. */
export async function indexItemsOf(
  db: Db,
  { id, orgId }: { id: string; orgId: string },
  minVersion = 0,
): Promise<void> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await db.$transaction(
      async (tx) => {
        const items = await tx.$queryRaw<NamedRow[]>`
          SELECT i.id, i.title, i.key, coalesce(i.tags, '{}') AS tags FROM item i
          WHERE i.org_id = ${orgId}::uuid AND i.id > ${last}::uuid AND i.words_version >= ${minVersion}::smallint AND i.id IN (
            SELECT ia.item_id FROM item_asset ia WHERE ia.org_id = ${orgId}::uuid AND ia.asset_id = ${id}::uuid
          )
          ORDER BY i.id LIMIT ${itemsAtOnce} FOR NO KEY UPDATE`;
        if (items.length > 0) await indexItems(tx, orgId, items);
        return items;
      },
      { timeout: 120_000 },
    );
    if (rows.length < itemsAtOnce) return;
    last = rows.at(-1)!.id;
  }
}
