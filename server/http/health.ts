import type { ServerResponse } from 'node:http';
import type { ReadinessReport } from '../readiness/readiness.ts';
import { answerJson } from './answers.ts';

export interface Health {
  readiness: () => Promise<ReadinessReport>;
  /** True while the process shuts down, so that no new work is sent to it. */
  isStopping: () => boolean;
}

/** Answers whether the process runs at all. */
export function answerLive(response: ServerResponse) {
  answerJson(response, 200, { status: 'live' });
}

/** Answers whether requests can be served: 200, or 503 with the parts that fail and why. */
export async function answerReady(response: ServerResponse, { readiness, isStopping }: Health) {
  const { isReady, parts, reasons, warnings } = await readiness();
  const isDegraded = Object.keys(warnings).length > 0;
  const status = isStopping() ? 'stopping' : !isReady ? 'not ready' : isDegraded ? 'degraded' : 'ready';
  answerJson(response, isReady && !isStopping() ? 200 : 503, {
    status,
    ...parts,
    ...(!isReady && { reasons }),
    ...(isDegraded && { warnings }),
  });
}
