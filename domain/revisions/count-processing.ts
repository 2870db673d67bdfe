import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { type ProcessingCounts, processingCountsSql } from './processing-counts.ts';

/**
 * Returns the number of a revision's files in each processing state. Returns null until a job has counted the files,
 * shortly after the publish.
 */
export async function countProcessing(
  { db }: Pick<Context, 'db'>,
  { id, orgId }: { id: string; orgId: string },
): Promise<ProcessingCounts | null> {
  const [row] = await db.$queryRaw<{ counts: ProcessingCounts | null }[]>`
    SELECT ${Prisma.raw(processingCountsSql('r'))} AS counts FROM dataset_revision r
    WHERE r.org_id = ${orgId}::uuid AND r.id = ${id}::uuid`;
  return row?.counts ?? null;
}
