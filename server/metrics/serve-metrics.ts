import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hashSecret } from '#domain/secrets.ts';
import { answerOtherMethods, methods, refuseUnknownPath } from '../protocol/refuse-request.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsOptions {
  host: string;
  port: number;
  /** Token that requests must send as `Authorization: Bearer …`. Null if no token is required. */
  token: string | null;
}

/** Serves `GET /metrics` on a separate port, which must not be public. */
export async function serveMetrics({ registry }: Metrics, { host, port, token }: MetricsOptions) {
  const server = createServer((request, response) => {
    if (request.url?.split('?', 1)[0] !== '/metrics') {
      refuseUnknownPath(request, response, 'This port serves only /metrics.');
    } else if (answerOtherMethods(request, response, methods.reading)) return;
    else if (token !== null && !isToken(request.headers.authorization, token)) {
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    } else {
      registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    }
  });
  server.headersTimeout = 5_000;
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Compares the token in constant time. Both sides are hashed, so that they have the same length. */
function isToken(authorization: string | undefined, token: string): boolean {
  const given = authorization?.replace(/^Bearer +/i, '') ?? '';
  return timingSafeEqual(hashSecret(given), hashSecret(token));
}
