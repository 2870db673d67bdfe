import { once } from 'node:events';
import { createServer } from 'node:http';
import { answerOtherMethods, methods, refuseUnknownPath } from '../protocol/refuse-request.ts';
import { answerLive, answerReady, type Health } from './health.ts';

/** Serves `/health/live` and `/health/ready` on a separate port, for a process without the API. */
export async function serveHealth(health: Health, { host, port }: { host: string; port: number }) {
  const server = createServer((request, response) => {
    if (answerOtherMethods(request, response, methods.reading)) return;
    const path = request.url?.split('?', 1)[0];
    if (path === '/health/live') answerLive(response);
    else if (path === '/health/ready') {
      void answerReady(response, health).catch(() => response.writeHead(500).end());
    } else refuseUnknownPath(request, response, 'This process serves only /health/live and /health/ready.');
  });
  server.headersTimeout = 5_000;
  server.listen(port, host);
  await once(server, 'listening');
  return {
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
