import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestOrigin } from '#domain/request-origin.ts';

const requestIdPattern = /^[\w.-]{8,64}$/;

/**
 * Returns the origin of a request. Uses the request id that a proxy has set, so that its logs and these have the same
 * id.
 */
export function requestOrigin(request: IncomingMessage, trustedProxies: number): RequestOrigin {
  const given = request.headers['x-request-id'];
  return {
    requestId: typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID(),
    address: clientAddress(request, trustedProxies),
    userAgent: request.headers['user-agent']?.slice(0, 512) ?? null,
  };
}

/**
 * Returns the address of the client. Behind n trusted proxies, it is the n-th address from the right of
 * X-Forwarded-For.
 */
function clientAddress(request: IncomingMessage, trustedProxies: number): string | null {
  const forwarded = [request.headers['x-forwarded-for'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((address) => address.trim());
  const believed = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
  return believed || (request.socket.remoteAddress ?? null);
}
