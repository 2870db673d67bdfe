import { newId } from '#domain/ids.ts';
import { createDataset, type Scene } from '../ingest/scene.ts';

/** Stores pictures as the items of a dataset, as a publish would leave them. Returns the ids of their files. */
export async function storePictures(
  scene: Scene,
  slug: string,
  pictures: readonly Buffer[],
  count: number,
): Promise<string[]> {
  const { databases, orgId, storage } = scene;
  const datasetId = await createDataset(scene, slug);
  const ids: string[] = [];
  for (let position = 1; position <= count; position += 1) {
    const bytes = pictures[position % pictures.length]!;
    const [id, itemId] = [newId(), newId()];
    const objectKey = `org/${orgId}/${id}`;
    await storage.write({ objectKey, contentType: 'image/jpeg', bytes });
    await databases.system.asset.create({
      data: {
        id,
        orgId,
        sha256: id.replaceAll('-', '').padEnd(64, '0'),
        byteSize: bytes.byteLength,
        contentType: 'image/jpeg',
        objectKey,
        verifiedAt: new Date(),
      },
    });
    await databases.system.item.create({
      data: {
        id: itemId,
        orgId,
        datasetId,
        key: `pictures/${position}.jpg`,
        position,
        type: 'IMAGE',
        metadata: {},
        createdAt: new Date(),
        contentHash: Buffer.alloc(32),
        sinceRevision: 1,
        assets: { create: { role: 'PRIMARY', assetId: id } },
      },
    });
    ids.push(id);
  }
  return ids;
}
