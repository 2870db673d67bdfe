import { createHash, randomUUID } from 'node:crypto';
import { newId } from '#domain/ids.ts';
import { enqueue } from '#domain/tasks.ts';
import type { Asset } from '#prisma/client/client.ts';
import type { AssetRole, ItemType } from '#prisma/client/enums.ts';
import type { World } from '#tests/kit/world.ts';

export interface PublishedFile {
  asset: Asset;
  itemId: string;
}

let position = 0;

/** Puts an item with one file into a world as a publish would: the bytes in the store, the rows, and the job. */
export async function publishFile(
  { databases, storage, lumen, birds }: World,
  file: { bytes: Uint8Array; contentType: string; type?: ItemType; role?: AssetRole },
): Promise<PublishedFile> {
  const { bytes, contentType, type = 'FILE', role = 'PRIMARY' } = file;
  const objectKey = `org/${lumen.id}/${randomUUID()}`;
  await storage.write({ objectKey, contentType, bytes });
  return databases.asMembersOf([lumen.id]).$transaction(async (tx) => {
    const asset = await tx.asset.create({
      data: {
        id: newId(),
        orgId: lumen.id,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        byteSize: bytes.byteLength,
        contentType,
        objectKey,
        verifiedAt: new Date(),
      },
    });
    position += 1;
    const item = await tx.item.create({
      data: {
        id: newId(),
        orgId: lumen.id,
        datasetId: birds.id,
        key: `item-${position}`,
        position,
        type,
        metadata: {},
        createdAt: new Date(),
        contentHash: Buffer.alloc(32),
        sinceRevision: 1,
        assets: { create: { role, asset: { connect: { orgId_id: { orgId: lumen.id, id: asset.id } } } } },
      },
    });
    await enqueue(tx, 'processAsset', { orgId: lumen.id, assetId: asset.id });
    return { asset, itemId: item.id };
  });
}
