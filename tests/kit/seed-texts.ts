import type { Db } from '#database/databases.ts';
import { newId } from '#domain/ids.ts';
import { replaceText } from '#domain/text/replace-text.ts';
import { replaceSegments } from '#domain/transcripts/replace-segments.ts';
import type { Dataset } from '#prisma/client/client.ts';
import type { AssetRole } from '#prisma/client/enums.ts';

/** Adds a text file with this text to an item, without the API and without storing the file. */
export async function seedBody(system: Db, dataset: Pick<Dataset, 'id' | 'orgId'>, key: string, body: string) {
  const assetId = await seedFile(system, dataset, key, 'PRIMARY');
  await replaceText({ db: system }, { id: assetId, orgId: dataset.orgId }, body);
}

/** Adds a transcript with these texts to an item. Each segment lasts one second. */
export async function seedTranscript(
  system: Db,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  key: string,
  cues: readonly { text: string; speaker?: string }[],
) {
  const assetId = await seedFile(system, dataset, key, 'TRANSCRIPT');
  await replaceSegments(
    { db: system },
    { id: assetId, orgId: dataset.orgId },
    cues.map(({ text, speaker = null }, second) => ({ startSeconds: second, endSeconds: second + 1, speaker, text })),
  );
}

async function seedFile(system: Db, { id, orgId }: Pick<Dataset, 'id' | 'orgId'>, key: string, role: AssetRole) {
  const items = await system.item.findMany({ where: { datasetId: id, key } });
  const assetId = newId();
  await system.asset.create({
    data: {
      id: assetId,
      orgId,
      sha256: assetId.replaceAll('-', '').padEnd(64, '0'),
      byteSize: 3,
      contentType: role === 'TRANSCRIPT' ? 'text/vtt' : 'text/plain',
      objectKey: `org/${orgId}/${assetId}`,
      verifiedAt: new Date(),
    },
  });
  await system.itemAsset.createMany({ data: items.map((item) => ({ orgId, itemId: item.id, role, assetId })) });
  return assetId;
}
