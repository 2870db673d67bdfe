import type { Db } from '#database/databases.ts';
import { valuesSql } from '#database/values-sql.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { activeStates } from '../ingest/ingest-states.ts';
import { sweepDiscardedObjects } from '../ingest/sweep-discarded-objects.ts';
import { discardObjects } from '../ingest/uploads/discard-objects.ts';

const batchSize = 500;
const graceHours = 24;

export interface SweepAssetsOptions {
  /** Time for which an asset must be unreferenced. */
  graceHours?: number;
  signal?: AbortSignal;
}

/**
 * Deletes assets of all organizations that were unreferenced for a while: by items of any revision, and by files of
 * active sessions. Assets derived from them are deleted too. Their objects follow later.
 *
 * A sweep first marks an asset. A later sweep deletes it if it is still unreferenced. So a pipeline that opens a new
 * session soon after the last one still finds its files.
 */
export async function sweepAssets(
  { system, storage }: Pick<Context, 'system' | 'storage'>,
  { graceHours: grace = graceHours, signal }: SweepAssetsOptions = {},
): Promise<void> {
  const graceBegan = new Date(Date.now() - grace * 3_600_000);
  await deleteUnreferenced(system, graceBegan, signal);
  await markUnreferenced(system, graceBegan, signal);
  await sweepDiscardedObjects({ system, storage }, signal);
}

/** Walks all published assets by id, in batches, and records since when they are unreferenced. */
async function markUnreferenced(system: Db, graceBegan: Date, signal?: AbortSignal): Promise<void> {
  for (let last: string | null = null; ; ) {
    signal?.throwIfAborted();
    const ids: { id: string }[] = await system.$queryRaw`
      SELECT id FROM asset
      WHERE source_id IS NULL AND (${last}::uuid IS NULL OR id > ${last}::uuid)
      ORDER BY id LIMIT ${batchSize}`;
    if (ids.length === 0) return;
    last = ids.at(-1)!.id;
    await system.$executeRaw`
      UPDATE asset SET unreferenced_at = CASE WHEN seen.referenced THEN NULL ELSE now() END
      FROM (
        SELECT candidate.id, ${isReferenced(graceBegan)} AS referenced
        FROM asset candidate WHERE candidate.id = ANY (${ids.map(({ id }) => id)}::uuid[])
      ) AS seen
      WHERE asset.id = seen.id AND (asset.unreferenced_at IS NULL) <> seen.referenced`;
  }
}

async function deleteUnreferenced(system: Db, graceBegan: Date, signal?: AbortSignal): Promise<void> {
  for (let last: string | null = null; ; ) {
    signal?.throwIfAborted();
    const marked: { id: string }[] = await system.asset.findMany({
      where: { unreferencedAt: { lte: graceBegan }, ...(last !== null && { id: { gt: last } }) },
      orderBy: { id: 'asc' },
      take: batchSize,
      select: { id: true },
    });
    if (marked.length === 0) return;
    last = marked.at(-1)!.id;
    await deleteIfUnreferenced(
      system,
      marked.map(({ id }) => id),
      graceBegan,
    );
  }
}

/**
 * Deletes the assets of this list that are unreferenced now, rows first.
 *
 * A transaction that adds a reference holds a key share lock on the asset's row until it commits: through the foreign
 * key or an explicit lock. This leads to three steps. Rows that are being referred to are skipped. The locks on the
 * other rows make new references wait, which then find no row. Only the next statement sees every reference, because
 * its snapshot is younger than the locks.
 */
async function deleteIfUnreferenced(system: Db, ids: readonly string[], graceBegan: Date): Promise<void> {
  await system.$transaction(async (tx) => {
    const locked = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM asset WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED`;
    const doomed = await tx.$queryRaw<{ id: string }[]>`
      SELECT candidate.id FROM asset candidate
      WHERE candidate.id = ANY (${locked.map(({ id }) => id)}::uuid[]) AND NOT ${isReferenced(graceBegan)}`;
    if (doomed.length === 0) return;
    const doomedIds = doomed.map(({ id }) => id);
    const objects = await tx.asset.findMany({
      where: { OR: [{ id: { in: doomedIds } }, { sourceId: { in: doomedIds } }] },
      select: { orgId: true, objectKey: true },
    });
    await discardObjects(tx, objects);
    // The history of ended sessions stays, without the asset.
    await tx.upload.updateMany({ where: { assetId: { in: doomedIds } }, data: { assetId: null } });
    await tx.asset.deleteMany({ where: { id: { in: doomedIds } } });
  });
}

/** Returns SQL for whether `candidate` is used: by an item, or by a session that is active or has just ended. */
function isReferenced(graceBegan: Date) {
  return Prisma.sql`(
    EXISTS (
      SELECT FROM item_asset WHERE item_asset.org_id = candidate.org_id AND item_asset.asset_id = candidate.id
    ) OR EXISTS (
      SELECT FROM upload
      JOIN ingest_session session ON session.org_id = upload.org_id AND session.id = upload.session_id
      WHERE upload.org_id = candidate.org_id AND upload.asset_id = candidate.id
        AND (session.state IN ${valuesSql(activeStates)} OR session.closed_at > ${graceBegan})
    )
  )`;
}
