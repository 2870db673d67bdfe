import type { Db } from '#database/databases.ts';
import { Prisma } from '#prisma/client/client.ts';
import { recordEvents } from '../events/record-events.ts';
import { type ProcessingCounts, processingCountsSql } from './processing-counts.ts';

/**
 * Writes one event for each revision whose files are all processed. Files that were new in an earlier revision are
 * included. `datasetId` restricts it to one dataset.
 */
export async function announceProcessed(
  db: Db,
  { orgId, datasetId = null }: { orgId: string; datasetId?: string | null },
): Promise<void> {
  const ofDataset = datasetId === null ? Prisma.empty : Prisma.sql`AND r.dataset_id = ${datasetId}::uuid`;
  await db.$transaction(async (tx) => {
    const processed = await tx.$queryRaw<{ datasetId: string; number: number; counts: ProcessingCounts | null }[]>`
      UPDATE dataset_revision r SET processing_announced = TRUE
      WHERE r.org_id = ${orgId}::uuid ${ofDataset} AND NOT r.processing_announced AND r.files IS NOT NULL
        AND NOT EXISTS (SELECT FROM processing_claim c
          WHERE c.org_id = r.org_id AND c.dataset_id = r.dataset_id AND c.revision <= r.number)
        AND NOT EXISTS (SELECT FROM processing_batch b
          WHERE b.org_id = r.org_id AND b.dataset_id = r.dataset_id AND b.revision <= r.number)
      RETURNING r.dataset_id AS "datasetId", r.number, ${Prisma.raw(processingCountsSql('r'))} AS counts`;
    processed.sort((a, b) => a.number - b.number);
    await recordEvents(
      tx,
      ...processed.map(({ datasetId, number: revision, counts }) => ({
        orgId,
        kind: 'REVISION_PROCESSED' as const,
        datasetId,
        actorId: null,
        data: { revision, fileCount: (counts?.done ?? 0) + (counts?.failed ?? 0), failedCount: counts?.failed ?? 0 },
      })),
    );
  });
}
