import type { Db } from '#database/databases.ts';
import { withIndexScans } from '#database/with-index-scans.ts';
import type { AssetReference } from '#formats/manifest/item-content.ts';
import { Prisma } from '#prisma/client/client.ts';

/** A stored file that a manifest may refer to. */
export interface KnownAsset {
  id: string;
  contentType: string;
  byteSize: number;
  durationSeconds: number | null;
  /** Filename from the declaration in this session, or null if this session has not declared the file. */
  filename: string | null;
}

export interface AssetScope {
  orgId: string;
  sessionId: string;
  /** Ids of the datasets that the publisher may not see. */
  hiddenDatasetIds: readonly string[];
}

/** Function that returns the asset for a reference. */
export type AssetFinder = (reference: Pick<AssetReference, 'sha256' | 'contentType'>) => KnownAsset | undefined;

/**
 * Finds the files for many references in one statement. Only verified files of the organization are found. The same
 * bytes may be stored with several content types. The type in the reference has precedence, then the type that this
 * session declared, then the latest. A file that occurs only in hidden datasets is not found.
 */
export async function resolveAssets(
  db: Db,
  scope: AssetScope,
  references: readonly Pick<AssetReference, 'sha256'>[],
): Promise<AssetFinder> {
  const digests = [...new Set(references.map(({ sha256 }) => sha256))];
  if (digests.length === 0) return () => undefined;
  const [answer] = await withIndexScans(
    db,
    (tx) => tx.$queryRaw<{ found: string | null }[]>`
    SELECT json_agg(json_build_array(
      a.sha256, a.id, a.content_type, a.byte_size, a.duration_seconds, u.filename
    ) ORDER BY (u.id IS NULL), a.created_at DESC, a.id DESC)::text AS found
    FROM asset a
    LEFT JOIN LATERAL (
      SELECT u.id, u.filename, u.content_type, u.asset_id FROM upload u
      WHERE u.org_id = ${scope.orgId}::uuid AND u.session_id = ${scope.sessionId}::uuid AND u.sha256 = a.sha256
      ORDER BY u.content_type
    ) u ON u.content_type = a.content_type AND u.asset_id = a.id
    WHERE a.org_id = ${scope.orgId}::uuid AND a.sha256 = ANY (${digests}::text[]) AND a.source_id IS NULL
      AND ${mayReferTo(scope)}`,
  );
  const rows = JSON.parse(answer?.found ?? '[]') as [string, string, string, number, number | null, string | null][];
  const bySha256 = new Map<string, KnownAsset[]>();
  for (const [sha256, id, contentType, byteSize, durationSeconds, filename] of rows) {
    const asset: KnownAsset = { id, contentType, byteSize, durationSeconds, filename };
    const others = bySha256.get(sha256);
    if (others) others.push(asset);
    else bySha256.set(sha256, [asset]);
  }
  return ({ sha256, contentType }) => {
    const candidates = bySha256.get(sha256);
    return contentType === null ? candidates?.[0] : candidates?.find((asset) => asset.contentType === contentType);
  };
}

function mayReferTo({ orgId, hiddenDatasetIds }: AssetScope): Prisma.Sql {
  if (hiddenDatasetIds.length === 0) return Prisma.sql`TRUE`;
  return Prisma.sql`(
    u.id IS NOT NULL OR EXISTS (
      SELECT FROM item_asset link JOIN item ON item.org_id = link.org_id AND item.id = link.item_id
      WHERE link.org_id = ${orgId}::uuid AND link.asset_id = a.id AND item.dataset_id <> ALL (${hiddenDatasetIds}::uuid[])
    ) OR EXISTS (
      SELECT FROM upload other JOIN ingest_session session ON session.org_id = other.org_id AND session.id = other.session_id
      WHERE other.org_id = ${orgId}::uuid AND other.asset_id = a.id
        AND session.dataset_id <> ALL (${hiddenDatasetIds}::uuid[])
    )
  )`;
}
