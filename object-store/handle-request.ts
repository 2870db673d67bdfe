import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDisconnect, isDiskFull } from './disk/system-errors.ts';
import { route } from './operations/route.ts';
import { allowOrigin, answerPreflight } from './protocol/cors.ts';
import { drain } from './protocol/drain.ts';
import { S3Error } from './protocol/s3-error.ts';
import { parseRequest } from './protocol/s3-request.ts';
import { writeXml } from './protocol/write-xml.ts';
import { authenticate } from './signing/authenticate.ts';
import type { Store } from './store.ts';

/*
 * Policy for the case that a browser opens an object as a page. It forbids scripts, forms, plug-ins and access to an
 * origin, but images and media still show. Pages that embed or fetch an object are not affected.
 */
const contentSecurityPolicy =
  "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";

/** Handles one request. Sends an error response if it fails. */
export async function handleRequest(
  store: Store,
  message: IncomingMessage,
  response: ServerResponse,
  { expectsContinue }: { expectsContinue: boolean },
): Promise<void> {
  const id = randomBytes(8).toString('hex').toUpperCase();
  response.setHeader('x-amz-request-id', id);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('content-security-policy', contentSecurityPolicy);
  let bodyAccepted = !expectsContinue;
  const acceptBody = () => {
    if (!bodyAccepted) response.writeContinue();
    bodyAccepted = true;
  };
  try {
    const originAllowed = allowOrigin(message, response, store.allowedOrigins);
    if (message.method === 'OPTIONS') {
      if (!originAllowed) throw new S3Error('AccessForbidden', 'CORSResponse: this origin is not allowed.');
      answerPreflight(message, response);
      return;
    }
    const request = parseRequest(message, response, { id, acceptBody });
    const authenticated = authenticate(request, store, store.now());
    await route(store, request, authenticated);
  } catch (error) {
    if (isDisconnect(error)) return; // The client has disconnected, so no response can be sent.
    const answer = answerFor(error);
    if (answer !== error) store.onError(error, id);
    answerError(message, response, { error: answer, id, keepAlive: bodyAccepted });
  }
  if (!message.complete) drain(message);
}

function answerFor(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  if (isDiskFull(error)) {
    return new S3Error('XMinioStorageFull', 'The disk of the object store is full. Make room on it, then try again.');
  }
  return new S3Error('InternalError', 'We encountered an internal error. Please try again.');
}

function answerError(
  message: IncomingMessage,
  response: ServerResponse,
  { error, id, keepAlive }: { error: S3Error; id: string; keepAlive: boolean },
): void {
  if (response.headersSent) {
    response.destroy(); // A partial response must not look complete.
    return;
  }
  const resource = (message.url ?? '').split('?')[0];
  const xml = writeXml('Error', {
    Code: error.code,
    Message: error.message,
    Resource: resource,
    RequestId: id,
    ...error.facts,
  });
  const body = Buffer.from(message.method === 'HEAD' ? '' : xml);
  response
    .writeHead(error.status, {
      'content-type': 'application/xml',
      'content-length': String(Buffer.byteLength(xml)),
      // After an error, a client that waits for `100 Continue` sends no body. The connection is closed, because the
      // server would wait for the body.
      ...(keepAlive ? {} : { connection: 'close' }),
      ...error.headers,
    })
    .end(body);
}
