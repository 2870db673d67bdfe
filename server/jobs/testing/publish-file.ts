import { enqueue } from '#domain/tasks.ts';
import type { Asset } from '#prisma/client/client.ts';
import { madeUpDigest, type SeedFile, seedFile } from '#tests/kit/seed-file.ts';
import type { World } from '#tests/kit/world.ts';

export interface PublishedFile {
  asset: Asset;
  itemId: string;
}

let position = 0;

/** Adds an item with one file to a world, like a publish: the bytes in the store, the database rows, and the job. */
export async function publishFile(
  { databases, storage, lumen, birds }: World,
  file: Omit<SeedFile, 'sha256'>,
): Promise<PublishedFile> {
  position += 1;
  const place = { orgId: lumen.id, datasetId: birds.id, position };
  return databases.asMembersOf([lumen.id]).$transaction(async (tx) => {
    const published = await seedFile(tx, storage, place, {
      type: 'FILE',
      sha256: madeUpDigest(), // so that tests may publish the same bytes
      ...file,
    });
    await enqueue(tx, 'processAsset', { orgId: lumen.id, assetId: published.asset.id });
    return published;
  });
}
