import pMap from 'p-map';
import type { Context } from '../context.ts';

const batchSize = 1_000;
const concurrency = 16;

/**
 * Deletes objects that were discarded long enough ago, and then their records. If it is interrupted in between, the
 * next run repeats the deletion. Never deletes an object that belongs to an asset.
 */
export async function sweepDiscardedObjects(
  { system, storage }: Pick<Context, 'system' | 'storage'>,
  signal?: AbortSignal,
): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    const due = await system.discardedObject.findMany({
      where: { deleteAfter: { lte: new Date() } },
      orderBy: { deleteAfter: 'asc' },
      take: batchSize,
    });
    if (due.length === 0) return;
    const keys = due.map(({ objectKey }) => objectKey);
    const kept = await system.asset.findMany({ where: { objectKey: { in: keys } }, select: { objectKey: true } });
    const keep = new Set(kept.map(({ objectKey }) => objectKey));
    const gone = due.filter(({ objectKey }) => !keep.has(objectKey));
    await pMap(
      gone.flatMap(({ objectKey, multipartId }) => (multipartId === null ? [] : [{ objectKey, multipartId }])),
      ({ objectKey, multipartId }) => storage.abortMultipart(objectKey, multipartId),
      { concurrency },
    );
    if (gone.length > 0) await storage.delete(gone.map(({ objectKey }) => objectKey));
    await system.$executeRaw`
      DELETE FROM discarded_object USING unnest(${due.map(({ orgId }) => orgId)}::uuid[], ${keys}::text[]) AS due (org_id, object_key)
      WHERE discarded_object.org_id = due.org_id AND discarded_object.object_key = due.object_key`;
  }
}
