import type { Db, Tx } from '#database/databases.ts';

export interface DiscardedObject {
  orgId: string;
  objectKey: string;
  multipartId?: string | null;
}

/** Longer than any upload URL is valid, so that nothing can arrive under a key after its object was deleted. */
const graceHours = 24;

/**
 * Passes objects that no row names to the sweep, in the transaction that removes their last reference. An unfinished
 * multipart upload can be dropped at once, which also ends its URLs.
 */
export async function discardObjects(db: Db | Tx, objects: readonly DiscardedObject[]): Promise<void> {
  if (objects.length === 0) return;
  const now = Date.now();
  await db.discardedObject.createMany({
    data: objects.map(({ orgId, objectKey, multipartId = null }) => ({
      orgId,
      objectKey,
      multipartId,
      deleteAfter: new Date(multipartId === null ? now + graceHours * 3_600_000 : now),
    })),
    skipDuplicates: true,
  });
}
