import type { Db } from '#prisma/databases.ts';

// A million thumbnails must not keep a publish waiting.
const priority = 10;

/** Queues the processing of files in one statement. Those that were processed before, or were swept, are left out. */
export async function enqueueProcessing(db: Db, orgId: string, assetIds: readonly string[]): Promise<void> {
  await db.$executeRaw`
    SELECT enqueue_jobs(
      'processAsset',
      array_agg(json_build_object('orgId', a.org_id, 'assetId', a.id)),
      array_agg('processAsset:' || a.id),
      ${priority}::integer)
    FROM asset a
    WHERE a.org_id = ${orgId}::uuid AND a.id = ANY (${[...assetIds]}::uuid[])
      AND NOT EXISTS (SELECT FROM asset_processing p WHERE p.asset_id = a.id)
    HAVING count(*) > 0`;
}
