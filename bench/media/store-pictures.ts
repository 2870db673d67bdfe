import { madeUpDigest, seedFile } from '#tests/kit/seed-file.ts';
import { createDataset, type Scene } from '../ingest/scene.ts';

/** Stores pictures as the items of a dataset, as they are after a publish. Returns the ids of their assets. */
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
    const file = { bytes: pictures[position % pictures.length]!, contentType: 'image/jpeg', sha256: madeUpDigest() };
    const { asset } = await seedFile(databases.system, storage, { orgId, datasetId, position }, file);
    ids.push(asset.id);
  }
  return ids;
}
