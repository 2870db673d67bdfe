import type { Db } from '#database/databases.ts';
import { announceProcessed } from '../revisions/announce-processed.ts';
import { enqueue } from '../tasks.ts';
import { enqueueLane } from './enqueue-lane.ts';

/**
 * Queues jobs that were lost in a crash: lanes of organizations with waiting files, and counts of revisions. Also
 * writes the events of processed revisions that were lost in a crash.
 */
export async function resumeProcessing(system: Db): Promise<void> {
  await system.$executeRaw`
    UPDATE processing_claim c SET job_id = NULL
    WHERE c.job_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.id = c.job_id AND j.attempts < j.max_attempts)
      AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.id = c.job_id AND j.locked_at IS NOT NULL)`;
  const lanes = await system.$queryRaw<{ orgId: string; stage: 0 | 1 }[]>`
    SELECT DISTINCT org_id AS "orgId", 0 AS stage FROM processing_batch
    UNION SELECT DISTINCT org_id, stage::integer FROM processing_claim WHERE job_id IS NULL`;
  for (const lane of lanes) await enqueueLane(system, { ...lane, lane: 0, after: null });
  const unannounced = await system.$queryRaw<{ orgId: string }[]>`
    SELECT DISTINCT org_id AS "orgId" FROM dataset_revision WHERE NOT processing_announced AND files IS NOT NULL`;
  for (const { orgId } of unannounced) await announceProcessed(system, { orgId });
  const uncounted = await system.datasetRevision.findMany({
    where: { files: { equals: null as never }, deletedAt: null },
    orderBy: { createdAt: 'desc' },
    take: 200,
    select: { orgId: true, datasetId: true, number: true },
  });
  for (const { orgId, datasetId, number } of uncounted) {
    await enqueue(
      system,
      'countFiles',
      { orgId, datasetId, revision: number },
      { jobKey: `countFiles:${datasetId}:${number}` },
    );
  }
}
