import type { ServerResponse } from 'node:http';
import { answerJson } from '../protocol/answers.ts';
import type { ReadinessReport } from '../readiness/readiness.ts';

export interface Health {
  readiness: () => Promise<ReadinessReport>;
  /** Returns true while the process shuts down, so that load balancers send no new requests. */
  isStopping: () => boolean;
}

/** Sends a response that shows that the process is running. */
export function answerLive(response: ServerResponse) {
  answerJson(response, 200, { status: 'live' });
}

/** Sends whether the server can handle requests: status 200, or 503 with the failing parts and the reasons. */
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
