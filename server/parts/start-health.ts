import { serveHealth } from '../http/serve-health.ts';
import type { Worker } from '../jobs/worker.ts';
import { NotReady } from '../readiness/not-ready.ts';
import { createReadiness } from '../readiness/readiness.ts';
import type { Foundations } from './foundations.ts';
import type { RunningParts } from './running-parts.ts';

/** Serves the health of a process that has only the worker, on HEALTH_PORT. */
export async function startHealth(
  parts: RunningParts,
  { environment, checks, logger }: Foundations,
  worker: Worker,
): Promise<void> {
  const queue = async () => {
    if (!worker.isWorking()) throw new NotReady('The worker has lost its queue.');
    return null;
  };
  const health = {
    readiness: createReadiness({ ...checks, queue }, logger),
    isStopping: () => parts.isStopping,
  };
  const served = await serveHealth(health, { host: environment.HOST, port: environment.HEALTH_PORT });
  parts.add({ stop: () => served.close() });
}
