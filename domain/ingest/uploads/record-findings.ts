import type { Db, Tx } from '#database/databases.ts';
import type { IngestState, UploadState } from '#prisma/client/enums.ts';
import { newId } from '../../ids.ts';
import { hasEnded } from '../ingest-states.ts';
import type { ExpectedUpload, Finding } from './check-upload.ts';
import { discardObjects } from './discard-objects.ts';

export interface FoundUpload {
  upload: ExpectedUpload;
  finding: Finding;
}

/**
 * Records the results of checks of a session's uploads. An upload that has arrived becomes an asset, or refers to the
 * organization's asset with the same bytes. Skips uploads that have changed since the check.
 */
export async function recordFindings(
  db: Db,
  session: { id: string; orgId: string },
  found: readonly FoundUpload[],
): Promise<void> {
  if (found.length === 0) return;
  await db.$transaction(async (tx) => {
    const current = await lockExpected(tx, session, found);
    const arrived = current.filter(({ finding }) => finding.kind === 'ARRIVED').map(({ upload }) => upload);
    const assets = await storeAssets(tx, session.orgId, arrived);
    await settle(tx, current, assets);
    // The organization already has an asset with these bytes, so the new object is not needed.
    const doubles = arrived.filter(({ id, objectKey }) => assets.get(id)!.objectKey !== objectKey);
    await discardObjects(
      tx,
      doubles.map(({ objectKey }) => ({ orgId: session.orgId, objectKey })),
    );
  });
}

/**
 * Locks the session. Returns the findings that are still valid: the upload is still expected, and its object key has
 * not changed.
 */
async function lockExpected(
  tx: Tx,
  session: { id: string },
  found: readonly FoundUpload[],
): Promise<readonly FoundUpload[]> {
  const [locked] = await tx.$queryRaw<{ state: IngestState }[]>`
    SELECT state::text AS state FROM ingest_session WHERE id = ${session.id}::uuid FOR NO KEY UPDATE`;
  if (!locked || hasEnded(locked.state)) return [];
  const rows = await tx.$queryRaw<{ id: string; objectKey: string }[]>`
    SELECT upload.id, object_key AS "objectKey"
    FROM upload JOIN unnest(${found.map(({ upload }) => upload.id)}::uuid[]) AS wanted (id) USING (id)
    WHERE session_id = ${session.id}::uuid AND state = 'EXPECTED'`;
  const keys = new Map(rows.map(({ id, objectKey }) => [id, objectKey]));
  return found.filter(({ upload }) => keys.get(upload.id) === upload.objectKey);
}

/**
 * Returns the asset of each upload. Creates an asset if the organization does not have the bytes. The update of an
 * existing asset only locks it, so that no sweep deletes it before the upload refers to it. Rows are locked in a fixed
 * order, so that sessions with the same files do not deadlock.
 */
async function storeAssets(
  tx: Tx,
  orgId: string,
  uploads: readonly ExpectedUpload[],
): Promise<Map<string, { id: string; objectKey: string }>> {
  if (uploads.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ id: string; objectKey: string; uploadId: string }[]>`
    WITH file AS (
      SELECT * FROM unnest(
        ${uploads.map(() => newId())}::uuid[],
        ${uploads.map(({ id }) => id)}::uuid[],
        ${uploads.map(({ sha256 }) => sha256)}::text[],
        ${uploads.map(({ byteSize }) => String(byteSize))}::bigint[],
        ${uploads.map(({ contentType }) => contentType)}::text[],
        ${uploads.map(({ objectKey }) => objectKey)}::text[]
      ) AS file (id, upload_id, sha256, byte_size, content_type, object_key)
    ), stored AS (
      INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at)
      SELECT id, ${orgId}::uuid, sha256, byte_size, content_type, object_key, now()
      FROM file
      ORDER BY sha256, content_type
      ON CONFLICT (org_id, sha256, content_type) WHERE source_id IS NULL DO UPDATE SET verified_at = asset.verified_at
      RETURNING id, sha256, content_type, object_key
    )
    SELECT stored.id, stored.object_key AS "objectKey", file.upload_id AS "uploadId"
    FROM stored JOIN file USING (sha256, content_type)`;
  return new Map(rows.map(({ uploadId, ...asset }) => [uploadId, asset]));
}

async function settle(tx: Tx, found: readonly FoundUpload[], assets: ReadonlyMap<string, { id: string }>) {
  if (found.length === 0) return;
  await tx.$executeRaw`
    UPDATE upload SET state = found.state, asset_id = found.asset_id, reason = found.reason, checked_at = now()
    FROM unnest(
      ${found.map(({ upload }) => upload.id)}::uuid[],
      ${found.map(({ finding }) => states[finding.kind])}::"UploadState"[],
      ${found.map(({ upload }) => assets.get(upload.id)?.id ?? null)}::uuid[],
      ${found.map(({ finding }) => (finding.kind === 'MISMATCHED' ? finding.reason : null))}::text[]
    ) AS found (id, state, asset_id, reason)
    WHERE upload.id = found.id`;
}

const states: Record<Finding['kind'], UploadState> = {
  ARRIVED: 'VERIFIED',
  MISMATCHED: 'MISMATCHED',
  MISSING: 'EXPECTED',
};
