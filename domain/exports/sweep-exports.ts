import type { Context } from '../context.ts';
import { discardObjects } from '../ingest/uploads/discard-objects.ts';

const batchSize = 500;

/**
 * Deletes the rows of expired exports in all organizations, and of exports whose revision can no longer be read. A
 * later sweep deletes their objects, after all signed URLs have expired.
 */
export async function sweepExports({ system }: Pick<Context, 'system'>, signal?: AbortSignal): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    const swept = await system.$transaction(async (tx) => {
      const over = await tx.$queryRaw<
        { id: string; org_id: string; object_key: string | null; data_object_key: string | null }[]
      >`
        SELECT e.id, e.org_id, e.object_key, e.data_object_key FROM dataset_export e
        WHERE e.expires_at <= now() OR EXISTS (
          SELECT FROM dataset_revision r
          WHERE r.org_id = e.org_id AND r.dataset_id = e.dataset_id AND r.number = e.revision AND r.deleted_at IS NOT NULL
        )
        ORDER BY e.org_id, e.id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`;
      await discardObjects(
        tx,
        over.flatMap(({ org_id: orgId, object_key, data_object_key }) =>
          [object_key, data_object_key].flatMap((objectKey) => (objectKey === null ? [] : [{ orgId, objectKey }])),
        ),
      );
      await tx.$executeRaw`
        DELETE FROM dataset_export e USING unnest(${over.map(({ org_id }) => org_id)}::uuid[], ${over.map(({ id }) => id)}::uuid[])
          AS over (org_id, id)
        WHERE e.org_id = over.org_id AND e.id = over.id`;
      return over.length;
    });
    if (swept < batchSize) return;
  }
}
