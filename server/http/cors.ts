import type { IncomingMessage, ServerResponse } from 'node:http';

const preflightSeconds = 600;

/**
 * Allows pages of the listed origins to read responses of the API. Such a page sends a bearer token. Cookies are never
 * allowed, so that only pages of this site can use them.
 */
export function allowOrigins(origins: readonly string[], request: IncomingMessage, response: ServerResponse): void {
  if (origins.length === 0) return;
  response.appendHeader('vary', 'origin');
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', 'retry-after, x-request-id');
  if (request.method !== 'OPTIONS') return;
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-allow-headers', 'accept, authorization, content-type, x-request-id');
  response.setHeader('access-control-max-age', preflightSeconds);
}
