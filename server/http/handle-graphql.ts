import { isAscii, isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { RateLimited } from '#domain/errors.ts';
import { charsetOf } from '#formats/decode-text.ts';
import { csrfHeader, graphiqlMark } from '../csrf-header.ts';
import type { ArrivingRequest } from '../graphql/arriving-request.ts';
import type { createGraphql } from '../graphql/create-graphql.ts';
import type { ContextMaker } from '../make-context.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { type AcceptedMediaTypes, acceptedMediaTypes, acceptHeaderOf } from '../protocol/accepted-media-types.ts';
import { answerError } from '../protocol/answers.ts';
import { compressText } from '../protocol/compress-text.ts';
import { BodyTooLarge, readBody } from '../protocol/read-body.ts';
import type { AddressLimit } from '../spending/address-limit.ts';
import { findJsonExcess } from './check-json.ts';
import { readFastRequest, runOnFastPath, type SlowReason, TextResponse } from './fast-path.ts';

const bodyLimit = 1_000_000;

export interface GraphqlHandlerOptions {
  yoga: ReturnType<typeof createGraphql>;
  makeContext: ContextMaker;
  metrics?: Metrics | null;
  /** Limits what an address may send, before its request is parsed. Null means no limit. */
  addressLimit?: AddressLimit | null;
}

/**
 * Handles a GraphQL request. Refuses a GET that could come from a link or an image of another site, and a body that is
 * not JSON. Refuses a client that accepts no media type that the server can write.
 */
export async function handleGraphql(
  { yoga, makeContext, metrics, addressLimit = null }: GraphqlHandlerOptions,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { origin, logger, setHeader, contextFor } = makeContext(request, response);
  response.setHeader('x-request-id', origin.requestId);
  const isFromGraphiql = request.headers[csrfHeader] === graphiqlMark;
  const arriving: ArrivingRequest = { origin, logger, setHeader, contextFor, isFromGraphiql };
  // If the body ends early, the expected size is charged.
  const declared = declaredByteSize(request);
  const expectedByteSize = declared ?? 0;
  const onReceived =
    declared === null
      ? (before: number, after: number) => addressLimit?.receive(origin.address, before, after)
      : undefined;
  let byteSize = expectedByteSize;
  let isAdmitted = false;
  try {
    addressLimit?.admit(origin.address, expectedByteSize);
    isAdmitted = true;
    const accepted = acceptedMediaTypes(request);
    const received = request.method === 'POST' ? await readBody(request, bodyLimit, onReceived) : undefined;
    byteSize = received?.length ?? 0;
    addressLimit?.refund(origin.address, expectedByteSize, byteSize);
    refuseForeignForms(request);
    refuseUnacceptable(accepted);
    const body = received && utf8Of(request, received);
    refuseExcessiveJson(body);
    if (!body) refuseBadSearch(request);
    const fastRequest = readFastRequest(request, accepted, body);
    if (fastRequest === 'body') throw new UnacceptableRequest(400, notOneObject);
    if (typeof fastRequest === 'string') {
      count(metrics, fastRequest);
      await sendResponse(request, response, await runOnSlowPath(yoga, arriving, { request, response, body, accepted }));
      return;
    }
    const result = await runOnFastPath(yoga, arriving, request, fastRequest);
    count(metrics, result instanceof TextResponse ? 'none' : isStream(result) ? 'stream' : 'errors');
    if (result instanceof TextResponse) sendText(request, response, result);
    else await sendResponse(request, response, result);
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    const { requestId } = origin;
    if (error instanceof RateLimited) {
      const { code, message, retryAfterSeconds } = error;
      response.setHeader('connection', 'close');
      response.setHeader('retry-after', retryAfterSeconds);
      answerError(response, 429, { code, message, requestId, retryAfterSeconds });
    } else if (error instanceof BodyTooLarge) {
      byteSize = error.receivedByteSize;
      addressLimit?.refund(origin.address, expectedByteSize, byteSize);
      response.setHeader('connection', 'close');
      answerError(response, 413, { code: 'LIMIT_EXCEEDED', message: error.message, requestId });
    } else if (error instanceof UnacceptableRequest) {
      answerError(response, error.status, { code: error.code, message: error.message, requestId });
    } else throw error;
  } finally {
    if (isAdmitted && !arriving.executed) addressLimit?.chargeRefusal(origin.address, byteSize);
  }
}

/** Returns the declared size of a body, limited to the maximum body size. Returns null for a body in chunks. */
function declaredByteSize({ method, headers }: IncomingMessage): number | null {
  if (method !== 'POST') return 0;
  const declared = headers['content-length'];
  return declared === undefined ? null : Math.min(bodyLimit, Number(declared));
}

function count(metrics: Metrics | null | undefined, reason: SlowReason | 'none') {
  metrics?.graphqlPaths.inc({ path: reason === 'none' ? 'fast' : 'slow', reason });
}

interface SlowRequest {
  request: IncomingMessage;
  response: ServerResponse;
  body: Buffer<ArrayBuffer> | undefined;
  accepted: AcceptedMediaTypes;
}

/** Executes a request with yoga's HTTP handler. */
async function runOnSlowPath(
  yoga: ReturnType<typeof createGraphql>,
  arriving: ArrivingRequest,
  { request, response, body, accepted }: SlowRequest,
) {
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const asked = new yoga.fetchAPI.Request(`http://localhost${pathname}${search}`, {
    // Executes a HEAD as a GET, because Node sends no body in a response to HEAD.
    method: request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET'),
    headers: { ...(request.headers as Record<string, string>), accept: acceptHeaderOf(accepted) },
    ...(body && { body }),
    signal: abort.signal,
  });
  const answer = await yoga.fetch(asked, arriving);
  // Yoga accepts `multipart` for event streams, but sends an error in this format as an empty body.
  if (answer.status === 406) throw new UnacceptableRequest(406, acceptableTypes);
  return answer;
}

function sendText(request: IncomingMessage, response: ServerResponse, { contentType, text }: TextResponse) {
  const { encoding, body, byteSize } = compressText(request, text);
  response.setHeader('content-type', contentType);
  response.setHeader('content-length', byteSize);
  response.appendHeader('vary', 'accept, accept-encoding');
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  response.end(body);
}

/**
 * Sends the response that yoga made of a result. Events of a stream are sent one by one and uncompressed, because
 * compression would delay them in a buffer.
 */
async function sendResponse(request: IncomingMessage, response: ServerResponse, answer: Response) {
  response.statusCode = answer.status;
  if (answer.status === 401) response.setHeader('www-authenticate', 'Bearer');
  answer.headers.forEach((value, name) => response.setHeader(name, value));
  if (!isStream(answer)) {
    const contentType = answer.headers.get('content-type') ?? 'application/json; charset=utf-8';
    sendText(request, response, { contentType, text: await answer.text() });
    return;
  }
  // Removes the value `none` that yoga sets, because it is not the name of an encoding.
  response.removeHeader('content-encoding');
  response.appendHeader('vary', 'accept');
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  if (request.method === 'HEAD') {
    // Cancels the stream, because Node sends no body in a response to HEAD.
    await answer.body?.cancel();
    response.end();
    return;
  }
  // Turns off the buffer of nginx, which would delay events until it is full.
  response.setHeader('x-accel-buffering', 'no');
  await pipeline(answer.body ?? [], response);
}

function isStream({ headers }: Response) {
  return /^(text\/event-stream|multipart\/)/i.test(headers.get('content-type') ?? '');
}

const notOneObject =
  'Send one JSON object with the fields query, variables, operationName and extensions. Batches are not supported.';

class UnacceptableRequest extends Error {
  readonly status: number;
  readonly code: 'BAD_REQUEST' | 'FORBIDDEN' | 'LIMIT_EXCEEDED';
  constructor(status: number, message: string, code: UnacceptableRequest['code'] = 'BAD_REQUEST') {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * Refuses a body that would be slow to parse. Refuses a body that is not JSON, because the error of yoga's parser would
 * contain it.
 */
function refuseExcessiveJson(body: Buffer | undefined) {
  if (!body) return;
  const excess = findJsonExcess(body);
  if (excess) throw new UnacceptableRequest(400, excess, 'LIMIT_EXCEEDED');
}

/** The number of bytes of a byte order mark in UTF-8. */
const markByteSize = 3;

/**
 * Returns a body without its byte order mark. Refuses a body that is compressed or not UTF-8, because its text would be
 * wrong.
 */
function utf8Of({ headers }: IncomingMessage, body: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new UnacceptableRequest(415, `The body is compressed (${encoding}). Send it uncompressed.`);
  }
  const charset = charsetOf(headers['content-type'] ?? '') ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'utf8' && !isAscii(body)) {
    throw new UnacceptableRequest(415, `The body has the charset ${charset}. Send JSON in UTF-8.`);
  }
  if (!isUtf8(body)) throw new UnacceptableRequest(400, 'The body is not UTF-8. Send JSON in UTF-8.');
  const isMarked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  return isMarked ? body.subarray(markByteSize) : body;
}

/** Refuses a GET whose query parameters are not JSON. */
function refuseBadSearch({ url }: IncomingMessage) {
  const { searchParams } = new URL(url ?? '/', 'http://localhost');
  for (const member of ['variables', 'extensions']) {
    const text = searchParams.get(member);
    if (text === null || text === '') continue;
    const excess = findJsonExcess(Buffer.from(text));
    if (excess) throw new UnacceptableRequest(400, excess, 'LIMIT_EXCEEDED');
    if (!isJson(text)) throw new UnacceptableRequest(400, `The parameter ${member} must be a JSON object.`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const acceptableTypes =
  'Send the header Accept: application/json, application/graphql-response+json or text/event-stream.';

function refuseUnacceptable({ json, eventStream, multipart }: AcceptedMediaTypes) {
  if (json !== null || eventStream || multipart) return;
  throw new UnacceptableRequest(406, acceptableTypes);
}

function refuseForeignForms({ method, headers }: IncomingMessage) {
  if (method === 'POST') {
    const contentType = headers['content-type'] ?? '';
    if (/^application\/(graphql\+)?json *(;|$)/i.test(contentType)) return;
    throw new UnacceptableRequest(415, 'Send the operation as application/json.');
  }
  if (headers[csrfHeader] !== undefined || headers.authorization !== undefined) return;
  const message = `Send the operation with POST. A GET request needs the header ${csrfHeader} or a token.`;
  throw new UnacceptableRequest(403, message, 'FORBIDDEN');
}
