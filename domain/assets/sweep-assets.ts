import type { Db } from '#database/databases.ts';
import { valuesSql } from '#database/values-sql.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { activeStates } from '../ingest/ingest-states.ts';
import { sweepDiscardedObjects } from '../ingest/sweep-discarded-objects.ts';
import { discardObjects } from '../ingest/uploads/discard-objects.ts';

const batchSize = 500;
const graceHours = 24;

interface AssetKey {
  orgId: string;
  id: string;
}

/** Start of the walk: a key that sorts before all keys. */
const first: AssetKey = {
  orgId: '00000000-0000-0000-0000-000000000000',
  id: '00000000-0000-0000-0000-000000000000',
};

export interface SweepAssetsOptions {
  /** Hours for which an asset must have been unreferenced before it is deleted. */
  graceHours?: number;
  signal?: AbortSignal;
}

/**
 * Deletes assets of all organizations that have been unreferenced for a while. Items of any revision and files of
 * active sessions are references. Assets derived from a deleted asset are deleted too. Another sweep deletes their
 * objects later.
 *
 * A sweep first marks an asset. A later sweep deletes it if it is still unreferenced. So a pipeline that soon opens
 * another session still finds its files.
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

/**
 * Walks all published assets in the order of their keys, in batches. Records since when each one has been unreferenced.
 */
async function markUnreferenced(system: Db, graceBegan: Date, signal?: AbortSignal): Promise<void> {
  for (let last: AssetKey = first; ; ) {
    signal?.throwIfAborted();
    const assets: AssetKey[] = await system.$queryRaw`
      SELECT org_id AS "orgId", id FROM asset
      WHERE source_id IS NULL AND (org_id, id) > (${last.orgId}::uuid, ${last.id}::uuid)
      ORDER BY org_id, id LIMIT ${batchSize}`;
    if (assets.length === 0) return;
    last = assets.at(-1)!;
    await system.$executeRaw`
      UPDATE asset SET unreferenced_at = CASE WHEN seen.referenced THEN NULL ELSE now() END
      FROM (
        SELECT candidate.org_id, candidate.id, ${isReferenced(graceBegan)} AS referenced
        FROM asset candidate JOIN ${listed(assets)} USING (org_id, id)
      ) AS seen
      WHERE asset.org_id = seen.org_id AND asset.id = seen.id AND (asset.unreferenced_at IS NULL) <> seen.referenced`;
  }
}

async function deleteUnreferenced(system: Db, graceBegan: Date, signal?: AbortSignal): Promise<void> {
  for (let last: AssetKey = first; ; ) {
    signal?.throwIfAborted();
    const marked: AssetKey[] = await system.$queryRaw`
      SELECT org_id AS "orgId", id FROM asset
      WHERE unreferenced_at <= ${graceBegan} AND (org_id, id) > (${last.orgId}::uuid, ${last.id}::uuid)
      ORDER BY org_id, id LIMIT ${batchSize}`;
    if (marked.length === 0) return;
    last = marked.at(-1)!;
    await deleteIfUnreferenced(system, marked, graceBegan);
  }
}

/**
 * Deletes those assets of the list that are unreferenced now, and records their objects for a later sweep.
 *
 * A transaction that adds a reference holds a key share lock on the asset's row until it commits. First, locks all rows
 * of the list and skips those with such a lock. From then on, new references wait, and find no row later. Then deletes
 * in a separate statement, whose snapshot includes every reference that was committed before.
 */
async function deleteIfUnreferenced(system: Db, assets: readonly AssetKey[], graceBegan: Date): Promise<void> {
  await system.$transaction(async (tx) => {
    const locked = await tx.$queryRaw<AssetKey[]>`
      SELECT asset.org_id AS "orgId", asset.id FROM asset JOIN ${listed(assets)} USING (org_id, id)
      ORDER BY asset.org_id, asset.id FOR UPDATE OF asset SKIP LOCKED`;
    const doomed = await tx.$queryRaw<AssetKey[]>`
      SELECT candidate.org_id AS "orgId", candidate.id
      FROM asset candidate JOIN ${listed(locked)} USING (org_id, id)
      WHERE NOT ${isReferenced(graceBegan)}`;
    if (doomed.length === 0) return;
    const objects = await tx.$queryRaw<{ orgId: string; objectKey: string }[]>`
      SELECT asset.org_id AS "orgId", object_key AS "objectKey" FROM asset JOIN ${listed(doomed)} USING (org_id, id)
      UNION ALL
      SELECT asset.org_id, object_key FROM asset
      JOIN ${listed(doomed)} ON listed.org_id = asset.org_id AND listed.id = asset.source_id`;
    await discardObjects(tx, objects);
    // Keeps the uploads of ended sessions as history, without the asset.
    await tx.$executeRaw`
      UPDATE upload SET asset_id = NULL
      FROM ${listed(doomed)} WHERE upload.org_id = listed.org_id AND upload.asset_id = listed.id`;
    await tx.$executeRaw`
      DELETE FROM asset USING ${listed(doomed)} WHERE asset.org_id = listed.org_id AND asset.id = listed.id`;
  });
}

/** Returns SQL that gives these keys as a table `listed`. */
function listed(assets: readonly AssetKey[]) {
  return Prisma.sql`
    unnest(${assets.map(({ orgId }) => orgId)}::uuid[], ${assets.map(({ id }) => id)}::uuid[]) AS listed (org_id, id)`;
}

/** Returns SQL for whether `candidate` is referenced: by an item, or by a session that is active or ended recently. */
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
