import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';

const routes = ['/graphql', '/graphiql', '/health', '/exports', '/auth'];
const methods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** Counts the responses of a server by route, method and status. Groups the paths into a few routes. */
export function measureHttp(server: Server, metrics: Metrics): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const startedAt = performance.now();
    const route = routeOf(request.url ?? '/');
    response.once('close', () => {
      const method = methods.has(request.method ?? '') ? request.method : 'other';
      // Uses the status 499 if the client disconnected before a response was sent.
      const status = response.headersSent ? response.statusCode : 499;
      metrics.httpRequests.inc({ route, method, status });
      metrics.httpSeconds.observe({ route }, (performance.now() - startedAt) / 1_000);
    });
  });
}

function routeOf(url: string): string {
  const [path = '/'] = url.split('?', 1);
  return routes.find((route) => path === route || path.startsWith(`${route}/`)) ?? 'viewer';
}
