import type { Db } from '#database/databases.ts';
import type { Asset } from '#prisma/client/client.ts';
import { storeThumbhash } from './store-thumbhash.ts';

export type UnhashedPicture = Pick<Asset, 'id' | 'orgId' | 'objectKey' | 'contentType'>;

interface HashPicturesOptions {
  signal: AbortSignal;
  /** Returns the ThumbHash of a picture, or an empty array if the picture cannot be read. */
  hash: (picture: UnhashedPicture) => Promise<Uint8Array<ArrayBuffer>>;
}

const picturesAtOnce = 50;
const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Computes the ThumbHash of derived pictures that an earlier version made. Stores each result at once, so an
 * interrupted run can be repeated. Returns the number of pictures.
 */
export async function hashPictures(system: Db, { signal, hash }: HashPicturesOptions): Promise<number> {
  let count = 0;
  for (let last = { orgId: firstId, id: firstId }; ; ) {
    const pictures = await system.$queryRaw<UnhashedPicture[]>`
      SELECT id, org_id AS "orgId", object_key AS "objectKey", content_type AS "contentType" FROM asset
      WHERE source_role IN ('THUMBNAIL', 'POSTER', 'PREVIEW') AND thumbhash IS NULL
        AND (org_id, id) > (${last.orgId}::uuid, ${last.id}::uuid)
      ORDER BY org_id, id LIMIT ${picturesAtOnce}`;
    for (const picture of pictures) {
      signal.throwIfAborted();
      await storeThumbhash({ db: system }, picture, await hash(picture));
    }
    count += pictures.length;
    if (pictures.length < picturesAtOnce) return count;
    last = pictures.at(-1)!;
  }
}
