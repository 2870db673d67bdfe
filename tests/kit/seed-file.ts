import { createHash } from 'node:crypto';
import type { Db, Tx } from '#database/databases.ts';
import { newId } from '#domain/ids.ts';
import type { Storage } from '#domain/storage.ts';
import type { Asset } from '#prisma/client/client.ts';
import type { AssetRole, ItemType } from '#prisma/client/enums.ts';

export interface SeedFile {
  bytes: Uint8Array;
  contentType: string;
  /**
   * SHA-256 of the file. Default: that of its bytes. Digests are unique, so assets with the same bytes need different
   * ones.
   */
  sha256?: string;
  type?: ItemType;
  role?: AssetRole;
}

/** Stores an item with one file as a publish does, but without jobs: the bytes and the database rows. */
export async function seedFile(
  db: Db | Tx,
  storage: Pick<Storage, 'write'>,
  { orgId, datasetId, position }: { orgId: string; datasetId: string; position: number },
  { bytes, contentType, sha256, type = 'IMAGE', role = 'PRIMARY' }: SeedFile,
): Promise<{ asset: Asset; itemId: string }> {
  const [id, itemId] = [newId(), newId()];
  const objectKey = `org/${orgId}/${id}`;
  await storage.write({ objectKey, contentType, bytes });
  const asset = await db.asset.create({
    data: {
      id,
      orgId,
      sha256: sha256 ?? createHash('sha256').update(bytes).digest('hex'),
      byteSize: bytes.byteLength,
      contentType,
      objectKey,
      verifiedAt: new Date(),
    },
  });
  await db.item.create({
    data: {
      id: itemId,
      orgId,
      datasetId,
      key: `item-${position}`,
      position,
      type,
      metadata: {},
      createdAt: new Date(),
      contentHash: Buffer.alloc(32),
      sinceRevision: 1,
      assets: { create: { role, asset: { connect: { orgId_id: { orgId, id } } } } },
    },
  });
  return { asset, itemId };
}

/** Returns a random SHA-256, which no other file has. */
export function madeUpDigest(): string {
  return createHash('sha256').update(newId()).digest('hex');
}
