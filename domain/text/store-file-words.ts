import type { Db } from '#database/databases.ts';
import { itemsOfFile } from '../assets/items-of-file.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { indexItems, type NamedRow } from './index-items.ts';
import type { Words } from './lexemes.ts';

export type FileWordsKind = 'TEXT' | 'TRANSCRIPT';

const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Replaces the words of a file. Then adds them to every item that has the file, if the version of the item's words is
 * at least `minVersion`. If it is interrupted, `givePendingWords` does the rest.
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

/** Returns whether items may lack words of their files. Another worker may be adding them at the moment. */
export async function hasPendingWords(system: Db): Promise<boolean> {
  return (await system.assetWords.findFirst({ where: { pendingRun: { not: null } } })) !== null;
}

/**
 * Adds stored words of files to their items, if the run that stored them has not done so. For example, its worker was
 * killed.
 */
export async function givePendingWords(system: Db, pause: () => void): Promise<void> {
  for (let last = firstId; ; ) {
    pause();
    const [file] = await system.assetWords.findMany({
      where: { pendingRun: { not: null }, assetId: { gt: last } },
      orderBy: { assetId: 'asc' },
      take: 1,
    });
    if (!file) return;
    // The text and the transcript of a file have separate runs.
    const { orgId, assetId } = file;
    const pending = await system.assetWords.findMany({ where: { orgId, assetId, pendingRun: { not: null } } });
    for (const { pendingRun } of pending) await giveWords(system, { id: assetId, orgId }, pendingRun!, 0);
    last = assetId;
  }
}

async function giveWords(db: Db, asset: { id: string; orgId: string }, run: string, minVersion: number): Promise<void> {
  await indexItemsOf(db, asset, minVersion);
  // Changes nothing if another run has replaced the words meanwhile. That run adds the new words to the items.
  await db.assetWords.updateMany({
    where: { orgId: asset.orgId, assetId: asset.id, pendingRun: run },
    data: { pendingRun: null },
  });
}

/**
 * Replaces the stored words of a file. Returns the id of the run that must add them to items, or null if nothing
 * changes.
 */
async function replaceFileWords(
  db: Db,
  { id, orgId }: { id: string; orgId: string },
  kind: FileWordsKind,
  { words, byteSize }: Words,
): Promise<string | null> {
  return db.$transaction(
    async (tx) => {
      // A publish that links the file holds a key lock on it until it commits. A publish with an earlier lock has now
      // committed, so later statements see its items. A publish with a later lock will read these words.
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

/**
 * Indexes the items that have a file, if the version of their words is at least `minVersion`. Uses one transaction per
 * batch.
 */
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
