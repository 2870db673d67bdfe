import type { Db } from '#database/databases.ts';
import { itemsOfFile } from '../assets/items-of-file.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { indexItems, type NamedRow } from './index-items.ts';
import type { Words } from './lexemes.ts';

export type FileWordsKind = 'TEXT' | 'TRANSCRIPT';

const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Replaces the words of a file, and gives them to every item that has the file and words of at least this version. If
 * this is interrupted, `givePendingWords` completes it.
 */
export async function storeFileWords(
  { db }: Pick<Context, 'db'>,
  asset: { id: string; orgId: string },
  kind: FileWordsKind,
  words: Words,
  minVersion = 0,
): Promise<void> {
  const run = await replaceFileWords(db, asset, kind, words);
  if (run !== null) await giveWords(db, asset, run, minVersion);
}

/** Returns whether items may lack words of their files. Another worker may be adding them at this moment. */
export async function hasPendingWords(system: Db): Promise<boolean> {
  return (await system.assetWords.findFirst({ where: { pendingRun: { not: null } } })) !== null;
}

/** Gives items the words of files that an unfinished run has stored, such as a run of a killed worker. */
export async function givePendingWords(system: Db, pause: () => void): Promise<void> {
  for (let last = firstId; ; ) {
    pause();
    const [file] = await system.assetWords.findMany({
      where: { pendingRun: { not: null }, assetId: { gt: last } },
      orderBy: { assetId: 'asc' },
      take: 1,
    });
    if (!file) return;
    // Each kind of words of a file has a separate run.
    const { orgId, assetId } = file;
    const pending = await system.assetWords.findMany({ where: { orgId, assetId, pendingRun: { not: null } } });
    for (const { pendingRun } of pending) await giveWords(system, { id: assetId, orgId }, pendingRun!, 0);
    last = assetId;
  }
}

async function giveWords(db: Db, asset: { id: string; orgId: string }, run: string, minVersion: number): Promise<void> {
  await indexItemsOf(db, asset, minVersion);
  // If the words were replaced meanwhile, the run that replaced them gives them to the items.
  await db.assetWords.updateMany({
    where: { orgId: asset.orgId, assetId: asset.id, pendingRun: run },
    data: { pendingRun: null },
  });
}

/** Replaces the stored words. Returns the run that must give them to items, or null if there is nothing to give. */
async function replaceFileWords(
  db: Db,
  { id, orgId }: { id: string; orgId: string },
  kind: FileWordsKind,
  { words, byteSize }: Words,
): Promise<string | null> {
  return db.$transaction(
    async (tx) => {
      // A publish that links the file holds a key lock on it until it commits. After this lock, one of two cases holds.
      // Either the publish has read these words, or the following statements see its items.
      await tx.$executeRaw`SET LOCAL lock_timeout = '60s'`;
      const [locked] = await tx.$queryRaw<object[]>`
        SELECT id FROM asset WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR UPDATE`;
      if (!locked) return null;
      const removed = await tx.$executeRaw`
        DELETE FROM asset_words WHERE org_id = ${orgId}::uuid AND asset_id = ${id}::uuid AND kind = ${kind}`;
      const run = removed > 0 || words !== '' ? newId() : null;
      await tx.$executeRaw`
        INSERT INTO asset_words (org_id, asset_id, kind, words, byte_size, pending_run)
        VALUES (${orgId}::uuid, ${id}::uuid, ${kind}, ${words}::tsvector, ${byteSize}, ${run}::uuid)`;
      return run;
    },
    { timeout: 120_000 },
  );
}

/** Indexes the items that have a file and words of at least this version, in a transaction for each batch. */
async function indexItemsOf(db: Db, asset: { id: string; orgId: string }, minVersion: number): Promise<void> {
  const { orgId } = asset;
  for await (const ids of itemsOfFile(db, asset)) {
    await db.$transaction(
      async (tx) => {
        const items = await tx.$queryRaw<NamedRow[]>`
          SELECT id, title, key, coalesce(tags, '{}') AS tags FROM item
          WHERE org_id = ${orgId}::uuid AND id = ANY (ARRAY(SELECT unnest(${ids}::uuid[]))) AND words_version >= ${minVersion}::smallint
          ORDER BY id FOR NO KEY UPDATE`;
        if (items.length > 0) await indexItems(tx, orgId, items);
      },
      { timeout: 120_000 },
    );
  }
}
