import type { JobRun } from '../jobs/kit.ts';
import type { Metrics } from './metrics.ts';

/** Counts a run of a job. */
export function measureJob({ jobs, jobSeconds }: Metrics, { task, outcome, seconds }: JobRun): void {
  jobs.inc({ task, outcome });
  jobSeconds.observe({ task }, seconds);
}
