import type { IncomingMessage, ServerResponse } from 'node:http';

const methods = 'GET, HEAD, PUT';
const exposed = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Length',
  'Content-Range',
  'Date',
  'ETag',
  'Last-Modified',
  'x-amz-checksum-sha256',
  'x-amz-request-id',
];

/** Adds headers with which pages of the allowed origins can read the response. Adds none for other origins. */
export function allowOrigin(
  message: IncomingMessage,
  response: ServerResponse,
  allowedOrigins: readonly string[],
): boolean {
  response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
  const { origin } = message.headers;
  if (origin === undefined || !(allowedOrigins.includes(origin) || allowedOrigins.includes('*'))) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', exposed.join(', '));
  return true;
}

/** Responds to a preflight request from an allowed origin. */
export function answerPreflight(message: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(200, {
      'access-control-allow-methods': methods,
      'access-control-allow-headers': message.headers['access-control-request-headers'] ?? '',
      'access-control-max-age': '3000',
      'content-length': '0',
    })
    .end();
}
