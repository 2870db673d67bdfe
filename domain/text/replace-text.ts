import type { Context } from '../context.ts';
import { storeFileWords } from './store-file-words.ts';
import { textWords } from './words.ts';

/** Replaces the extracted text of a file, with which searches find the items of the file. */
export async function replaceText(
  { db }: Pick<Context, 'db'>,
  asset: { id: string; orgId: string },
  body: string,
): Promise<void> {
  await db.assetText.upsert({
    where: { orgId_assetId: { orgId: asset.orgId, assetId: asset.id } },
    create: { orgId: asset.orgId, assetId: asset.id, body },
    update: { body },
  });
  await storeFileWords({ db }, asset, 'TEXT', textWords(body));
}
