import type { Context } from '../context.ts';

/** Stores the ThumbHash of a derived picture. An empty ThumbHash means that the picture cannot be read. */
export async function storeThumbhash(
  { db }: Pick<Context, 'db'>,
  { id, orgId }: { id: string; orgId: string },
  thumbhash: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await db.asset.updateMany({ where: { id, orgId }, data: { thumbhash } });
}
