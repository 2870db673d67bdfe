import type { IncomingMessage, ServerResponse } from 'node:http';
import Negotiator from 'negotiator';
import { answerError } from './answers.ts';
import { requestOrigin } from './request-origin.ts';

/** Paths for programs. No page of the viewer has a path that begins with one of them. */
const programPaths = /^\/(api|assets|auth|events|exports|graphiql|graphql|health|objects)(\/|$)/;

export function isProgramPath(path: string): boolean {
  return programPaths.test(path);
}

export function acceptsHtml({ headers }: IncomingMessage): boolean {
  return new Negotiator({ headers }).mediaType(['text/html']) !== undefined;
}

/**
 * Refuses a request with a message. It is sent as text if the client prefers pages to JSON, else in the format of a
 * GraphQL error.
 */
function refuse(request: IncomingMessage, response: ServerResponse, status: 404 | 405, message: string) {
  response.appendHeader('vary', 'accept');
  const preferred = new Negotiator(request).mediaType(['application/json', 'text/html']);
  if (preferred === 'text/html') {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end(`${message}\n`);
    return;
  }
  const { requestId } = requestOrigin(request, 0);
  answerError(response, status, { code: status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST', message, requestId });
}

export function refuseUnknownPath(request: IncomingMessage, response: ServerResponse, message = unknownPath) {
  refuse(request, response, 404, message);
}

const unknownPath = 'This path does not exist. The API is at /graphql, its health at /health/live and /health/ready.';

/** Methods of the routes, in the order of the header `allow`. */
export const methods = {
  graphql: ['GET', 'HEAD', 'POST', 'OPTIONS'],
  reading: ['GET', 'HEAD', 'OPTIONS'],
  signIn: ['GET', 'OPTIONS'],
} as const;

/**
 * Answers OPTIONS with the methods that the path accepts, and refuses those that it does not accept. Returns true if
 * it has answered.
 */
export function answerOtherMethods(
  request: IncomingMessage,
  response: ServerResponse,
  allowed: readonly string[],
): boolean {
  const { method = 'GET' } = request;
  if (method === 'OPTIONS') response.writeHead(204, { allow: allowed.join(', ') }).end();
  else if (!allowed.includes(method)) refuseMethod(request, response, allowed);
  else return false;
  return true;
}

function refuseMethod(request: IncomingMessage, response: ServerResponse, allowed: readonly string[]) {
  const list = allowed.join(', ');
  response.setHeader('allow', list);
  refuse(request, response, 405, `This path does not support ${request.method ?? 'this method'}. Use one of: ${list}.`);
}
