import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Forbidden, Unauthenticated } from '#domain/errors.ts';
import type { createGraphql } from '../graphql/create-graphql.ts';
import type { ContextMaker } from '../make-context.ts';
import { answerError } from './answers.ts';
import { BodyTooLarge, readBody } from './read-body.ts';

const bodyLimit = 1_000_000;

/** Answers a GraphQL request: who asks is found out first, then yoga takes over. */
export async function handleGraphql(
  yoga: ReturnType<typeof createGraphql>,
  makeContext: ContextMaker,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { origin, contextFor } = makeContext(request, response);
  response.setHeader('x-request-id', origin.requestId);
  try {
    const body = request.method === 'POST' ? await readBody(request, bodyLimit) : undefined;
    const context = await contextFor();
    const abort = new AbortController();
    response.once('close', () => abort.abort());
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const asked = new yoga.fetchAPI.Request(`http://localhost${pathname}${search}`, {
      method: request.method ?? 'GET',
      headers: request.headers as Record<string, string>,
      ...(body && { body }),
      signal: abort.signal,
    });
    const answer = await yoga.fetch(asked, context);
    response.statusCode = answer.status;
    answer.headers.forEach((value, name) => response.setHeader(name, value));
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
    if (answer.body) await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), response);
    else response.end();
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    const { requestId } = origin;
    if (error instanceof BodyTooLarge) {
      response.setHeader('connection', 'close');
      answerError(response, 413, { code: 'LIMIT_EXCEEDED', message: error.message, requestId });
    } else if (error instanceof Unauthenticated)
      answerError(response, 401, { code: error.code, message: error.message, requestId });
    else if (error instanceof Forbidden)
      answerError(response, 403, { code: error.code, message: error.message, requestId });
    else throw error;
  }
}
