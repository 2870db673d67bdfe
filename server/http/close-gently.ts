import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** How long it goes on answering everybody, so that whoever sends work here finds out that it should not. */
  drainSeconds: number;
  /** How long requests may take that are under way after that. Streams have no end of their own. */
  finishSeconds: number;
}

/**
 * Closes a server so that nobody loses a request: at first all are answered, with word that the connection ends; then no
 * new connection is taken, what is under way is finished, and the server is closed.
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
