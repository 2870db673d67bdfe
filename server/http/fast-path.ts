import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { ArrivingRequest } from '../graphql/arriving-request.ts';
import type { createGraphql } from '../graphql/create-graphql.ts';
import { stringifyAnswer } from '../graphql/json-text.ts';
import { type ResultHook, resultHooksOf } from '../graphql/result-hooks.ts';
import { type AcceptedMediaTypes, acceptHeaderOf } from '../protocol/accepted-media-types.ts';

type Yoga = ReturnType<typeof createGraphql>;
type HookPayload = Parameters<ResultHook>[0];
type Result = HookPayload['result'];
type Processor = Parameters<HookPayload['setResultProcessor']>[0];

/** Response whose body is a single text. */
export class TextResponse {
  readonly contentType: string;
  readonly text: string;

  constructor(contentType: string, text: string) {
    this.contentType = contentType;
    this.text = text;
  }
}

/** A request in the form that the fast path reads. */
export interface FastRequest {
  params: GraphQLParams;
  accepted: AcceptedMediaTypes;
}

/** Reason why a request is not handled on the fast path. */
export type SlowReason = 'method' | 'accept' | 'body' | 'errors' | 'stream';

/**
 * Reads a POST of one JSON object whose client accepts JSON. Almost every request has this form. Returns the reason if
 * the request must take the slow path.
 */
export function readFastRequest(
  { method }: IncomingMessage,
  accepted: AcceptedMediaTypes,
  body: Buffer | undefined,
): FastRequest | SlowReason {
  if (method !== 'POST' || !body) return 'method';
  if (accepted.json === null) return 'accept';
  const params = parse(body.toString());
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return 'body';
  return { params, accepted };
}

/**
 * Executes a request without yoga's HTTP handler. Its Request, Response and streams take more time than the rest of a
 * request. All hooks of yoga that follow the parsing of parameters run.
 *
 * Returns a `TextResponse` for a result without errors, else the Response that yoga makes of the result.
 */
export async function runOnFastPath(
  yoga: Yoga,
  arriving: ArrivingRequest,
  request: IncomingMessage,
  { params, accepted }: FastRequest,
): Promise<TextResponse | Response> {
  const hookRequest = new HookRequest(request, acceptHeaderOf(accepted)) as unknown as Request;
  const result = await resultOf(yoga, params, hookRequest, arriving);
  const processed = await processResult(yoga, result, hookRequest, arriving);
  if (!processed.processor) throw new Error('No result processor accepts the result.');
  if (isText(processed.result)) {
    return new TextResponse(`${processed.mediaType}; charset=utf-8`, stringifyAnswer(processed.result));
  }
  return processed.processor(processed.result, yoga.fetchAPI, processed.mediaType);
}

/** The properties of a Request that the hooks read. */
class HookRequest {
  readonly method = 'POST';
  readonly url: string;
  readonly headers: { get: (name: string) => string | null };

  constructor({ url, headers }: IncomingMessage, accept: string) {
    this.url = `http://localhost${url ?? '/'}`;
    this.headers = {
      get: (name) => {
        const lowerCased = name.toLowerCase();
        return lowerCased === 'accept' ? accept : (headers[lowerCased]?.toString() ?? null);
      },
    };
  }
}

async function resultOf(
  yoga: Yoga,
  params: GraphQLParams,
  request: Request,
  arriving: ArrivingRequest,
): Promise<Result> {
  try {
    return ((await yoga.getResultForParams({ params, request }, arriving)) ?? {}) as Result;
  } catch (error) {
    // The request was refused before it was parsed.
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

async function processResult(yoga: Yoga, given: Result, request: Request, arriving: ArrivingRequest) {
  const processed: { result: Result; processor: Processor | undefined; mediaType: string } = {
    result: given,
    processor: undefined,
    mediaType: 'application/json',
  };
  const acceptableMediaTypes: string[] = [];
  for (const hook of resultHooksOf(yoga)) {
    const done = hook({
      request,
      acceptableMediaTypes,
      result: processed.result,
      ...(processed.processor && { resultProcessor: processed.processor }),
      setResult: (result) => {
        processed.result = result;
      },
      setResultProcessor: (processor, mediaType) => {
        processed.processor = processor;
        processed.mediaType = mediaType;
      },
      serverContext: arriving as HookPayload['serverContext'],
    });
    // Awaits only promises, because most hooks return none.
    if (done) await done;
  }
  return processed;
}

/** Returns whether a result can be sent as a single text with the status 200. */
function isText(result: Result): result is Extract<Result, { data?: unknown }> {
  return (
    !Array.isArray(result) &&
    !(Symbol.asyncIterator in result) &&
    !result.errors &&
    !(result.extensions && 'http' in result.extensions) &&
    !('stringify' in result)
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
