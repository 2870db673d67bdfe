import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ArrivingRequest } from '../graphql/arriving-request.ts';
import type { createGraphql } from '../graphql/create-graphql.ts';
import type { ContextMaker } from '../make-context.ts';
import { answerPlainly, PlainAnswer } from './answer-plainly.ts';
import { answerError } from './answers.ts';
import { compressText } from './compress-text.ts';
import { BodyTooLarge, readBody } from './read-body.ts';
import { csrfHeader } from './recognise-request.ts';

const bodyLimit = 1_000_000;

/**
 * Answers a GraphQL request. What no GraphQL client of ours sends is refused in front: a GET that could be a link or an
 * image of another site, and bodies that are not JSON.
 */
export async function handleGraphql(
  yoga: ReturnType<typeof createGraphql>,
  makeContext: ContextMaker,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { origin, logger, contextFor } = makeContext(request, response);
  response.setHeader('x-request-id', origin.requestId);
  try {
    const body = request.method === 'POST' ? await readBody(request, bodyLimit) : undefined;
    refuseForeignForms(request);
    const arriving = { origin, logger, contextFor };
    const plain = body ? await answerPlainly(yoga, arriving, request, body) : null;
    if (plain instanceof PlainAnswer) sendText(request, response, plain);
    else await send(response, plain ?? (await askYoga(yoga, arriving, request, response, body)));
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    const { requestId } = origin;
    if (error instanceof BodyTooLarge) {
      response.setHeader('connection', 'close');
      answerError(response, 413, { code: 'LIMIT_EXCEEDED', message: error.message, requestId });
    } else if (error instanceof UnacceptableRequest) {
      answerError(response, error.status, { code: 'BAD_REQUEST', message: error.message, requestId });
    } else throw error;
  }
}

async function askYoga(
  yoga: ReturnType<typeof createGraphql>,
  arriving: ArrivingRequest,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer<ArrayBuffer> | undefined,
) {
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const asked = new yoga.fetchAPI.Request(`http://localhost${pathname}${search}`, {
    method: request.method ?? 'GET',
    headers: request.headers as Record<string, string>,
    ...(body && { body }),
    signal: abort.signal,
  });
  return yoga.fetch(asked, arriving);
}

function sendText(request: IncomingMessage, response: ServerResponse, { contentType, text }: PlainAnswer) {
  const { encoding, body, byteSize } = compressText(request, text);
  response.setHeader('content-type', contentType);
  response.setHeader('content-length', byteSize);
  response.setHeader('vary', 'accept-encoding');
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  response.end(body);
}

async function send(response: ServerResponse, answer: Response) {
  response.statusCode = answer.status;
  answer.headers.forEach((value, name) => response.setHeader(name, value));
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  await pipeline(answer.body ?? [], response);
}

class UnacceptableRequest extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function refuseForeignForms({ method, headers }: IncomingMessage) {
  if (method === 'POST') {
    const contentType = headers['content-type'] ?? '';
    if (/^application\/(graphql\+)?json *(;|$)/i.test(contentType)) return;
    throw new UnacceptableRequest(415, 'Send the operation as application/json.');
  }
  if (method !== 'GET') return;
  if (headers[csrfHeader] !== undefined || headers.authorization !== undefined) return;
  throw new UnacceptableRequest(403, `Send operations with POST; a GET needs the header ${csrfHeader} or a token.`);
}
