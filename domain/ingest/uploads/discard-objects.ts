import type { Db, Tx } from '#database/databases.ts';

export interface DiscardedObject {
  orgId: string;
  objectKey: string;
  multipartId?: string | null;
}

/** Longer than any upload URL is valid. So no client can write to a key after its object was deleted. */
const graceHours = 24;

/**
 * Queues objects for deletion by a sweep, in the transaction that removes their last reference. An unfinished
 * multipart upload can be deleted at once, because aborting it also makes its URLs invalid.
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
