import { enqueueLane } from '#domain/processing/enqueue-lane.ts';
import { findWork } from '#domain/processing/find-work.ts';
import { releaseFiles } from '#domain/processing/settle-file.ts';
import { takeFiles } from '#domain/processing/take-files.ts';
import { announceProcessed } from '#domain/revisions/announce-processed.ts';
import { implement } from './kit.ts';
import { processClaim } from './process-claim.ts';

/** Maximum number of jobs that process files of one organization and stage at the same time. */
const maxLanes = 32;
/** Time after which a job is retried if all slots of this worker for slow steps are in use. */
const yieldMilliseconds = 1_000;

let slowRunning = 0;

/**
 * Processes a few files of an organization, then queues itself again after the jobs of other organizations. All quick
 * steps of an organization's files run before its slow steps. Slow steps never use all slots of a worker.
 */
export const processFiles = implement(
  'processFiles',
  async (lane, context) => {
    const { orgId, stage } = lane;
    const { db, jobId, maxSlowFiles } = context;
    const next = { ...lane };
    let touched = new Set<string>();
    if (stage === 1) {
      const isBusy = slowRunning >= maxSlowFiles || (await findWork(db, orgId)).quick;
      if (isBusy) return enqueueLane(db, next, new Date(Date.now() + yieldMilliseconds));
      slowRunning += 1;
    }
    try {
      const claims = await takeFiles(db, next, jobId);
      const work = await findWork(db, orgId);
      // Queues another job, so that other slots can process the next files at the same time.
      if ((stage === 0 ? work.quick : work.slow) && lane.lane + 1 < maxLanes) {
        await enqueueLane(db, { ...next, lane: lane.lane + 1 });
      }
      for (const claim of claims) await processClaim(claim, stage, context, orgId);
      next.after = claims.at(-1)?.datasetId ?? null;
      touched = new Set(claims.map(({ datasetId }) => datasetId));
    } finally {
      if (stage === 1) slowRunning -= 1;
    }
    for (const datasetId of touched) await announceProcessed(db, { orgId, datasetId });
    const left = await findWork(db, orgId);
    if (left.quick) await enqueueLane(db, stage === 0 ? next : { ...next, stage: 0, lane: 0, after: null });
    else if (left.nextQuick) await enqueueLane(db, { ...next, stage: 0, lane: 0, after: null }, left.nextQuick);
    if (left.nextSlow) {
      const slow = stage === 1 ? next : { ...next, stage: 1 as const, lane: 0, after: null };
      await enqueueLane(db, slow, left.slow ? null : left.nextSlow);
    }
  },
  async (lane, { db, jobId }) => {
    await releaseFiles(db, lane.orgId, jobId);
    await enqueueLane(db, { ...lane, after: null });
  },
);
