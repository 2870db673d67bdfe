import type { Tx } from '#database/databases.ts';
import { newId } from '../../ids.ts';
import type { Content, KnownUpload, StoredAsset } from './known-upload.ts';
import type { UploadPlan } from './plan-upload.ts';

/** Returns the uploads of the session that have these contents. */
export async function findUploads(tx: Tx, sessionId: string, files: readonly Content[]): Promise<KnownUpload[]> {
  return tx.$queryRaw<KnownUpload[]>`
    SELECT upload.id, sha256, content_type AS "contentType", byte_size AS "byteSize", state::text AS state,
      object_key AS "objectKey", multipart_id AS "multipartId", part_size AS "partSize"
    FROM upload
    JOIN unnest(${files.map(({ sha256 }) => sha256)}::text[], ${files.map(({ contentType }) => contentType)}::text[])
      AS file (sha256, content_type) USING (sha256, content_type)
    WHERE session_id = ${sessionId}::uuid`;
}

/**
 * Returns the assets of the organization that have these contents. Locks them, so that the sweep cannot delete them
 * before the transaction ends.
 */
export async function findAssetsOf(tx: Tx, orgId: string, files: readonly Content[]): Promise<StoredAsset[]> {
  return tx.$queryRaw<StoredAsset[]>`
    SELECT asset.id, asset.sha256, asset.content_type AS "contentType", asset.byte_size AS "byteSize"
    FROM asset
    JOIN unnest(${files.map(({ sha256 }) => sha256)}::text[], ${files.map(({ contentType }) => contentType)}::text[])
      AS file (sha256, content_type) USING (sha256, content_type)
    WHERE asset.org_id = ${orgId}::uuid AND asset.source_id IS NULL
    FOR KEY SHARE OF asset`;
}

type WrittenPlan = Exclude<UploadPlan, { rejected: unknown }>;

/** Writes the uploads of the plans in one statement, and returns their rows. */
export async function writeUploads(
  tx: Tx,
  session: { id: string; orgId: string },
  plans: readonly WrittenPlan[],
): Promise<KnownUpload[]> {
  const column = <Value>(read: (plan: WrittenPlan) => Value) => plans.map(read);
  return tx.$queryRaw<KnownUpload[]>`
    INSERT INTO upload (
      org_id, session_id, id, client_ref, filename, content_type, byte_size, sha256, state, object_key, asset_id,
      checked_at
    )
    SELECT ${session.orgId}::uuid, ${session.id}::uuid, file.*, CASE WHEN file.asset_id IS NOT NULL THEN now() END
    FROM unnest(
      ${column(() => newId())}::uuid[],
      ${column(({ file }) => file.clientRef)}::text[],
      ${column(({ file }) => file.filename)}::text[],
      ${column(({ file }) => file.contentType)}::text[],
      ${column(({ file }) => String(file.byteSize))}::bigint[],
      ${column(({ file }) => file.sha256)}::text[],
      ${column(({ state }) => state)}::"UploadState"[],
      ${column(({ objectKey }) => objectKey)}::text[],
      ${column(({ assetId }) => assetId)}::uuid[]
    ) AS file (id, client_ref, filename, content_type, byte_size, sha256, state, object_key, asset_id)
    ON CONFLICT (org_id, session_id, sha256, content_type) DO UPDATE SET
      client_ref = excluded.client_ref,
      filename = excluded.filename,
      byte_size = excluded.byte_size,
      state = excluded.state,
      object_key = excluded.object_key,
      asset_id = excluded.asset_id,
      multipart_id = CASE WHEN upload.object_key = excluded.object_key THEN upload.multipart_id END,
      part_size = CASE WHEN upload.object_key = excluded.object_key THEN upload.part_size END,
      reason = NULL,
      requested_at = now(),
      checked_at = excluded.checked_at
    RETURNING id, sha256, content_type AS "contentType", byte_size AS "byteSize", state::text AS state,
      object_key AS "objectKey", multipart_id AS "multipartId", part_size AS "partSize"`;
}
