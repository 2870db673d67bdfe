import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** Time in which every request still gets a response, and load balancers can notice that the server is closing. */
  drainSeconds: number;
  /** Time limit for requests that are still running after `drainSeconds`. Streams do not end without it. */
  finishSeconds: number;
}

/**
 * Closes a server without losing a request. First, every response has the header `Connection: close`. Then the server
 * accepts no new connection, finishes running requests, and closes.
 */
export async function closeGently(server: Server, { drainSeconds, finishSeconds }: Patience): Promise<void> {
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
  await sleep(drainSeconds * 1_000);
  server.close();
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), finishSeconds * 1_000);
  await once(server, 'close');
  clearTimeout(deadline);
}
