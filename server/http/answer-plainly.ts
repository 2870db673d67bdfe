import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { ArrivingRequest } from '../graphql/arriving-request.ts';
import type { createGraphql } from '../graphql/create-graphql.ts';
import { stringifyAnswer } from '../graphql/json-text.ts';
import { type ResultHook, resultHooksOf } from '../graphql/result-hooks.ts';

type Yoga = ReturnType<typeof createGraphql>;
type HookPayload = Parameters<ResultHook>[0];
type Result = HookPayload['result'];
type Processor = Parameters<HookPayload['setResultProcessor']>[0];

/** An answer that is one text. */
export class PlainAnswer {
  readonly contentType: string;
  readonly text: string;

  constructor(contentType: string, text: string) {
    this.contentType = contentType;
    this.text = text;
  }
}

/**
 * Answers a plain JSON POST, as almost every request is one, without yoga's own front, whose Request, Response and streams
 * cost more than the rest. From the parameters on everything is yoga's: each of its hooks is called.
 *
 * Answers null when the request is not as plain as that, and has to go the ordinary way.
 */
export async function answerPlainly(
  yoga: Yoga,
  arriving: ArrivingRequest,
  request: IncomingMessage,
  body: Buffer,
): Promise<PlainAnswer | Response | null> {
  const params = acceptsText(request) ? readParams(body) : null;
  if (!params) return null;
  const asked = new PlainRequest(request) as unknown as Request;
  const result = await resultOf(yoga, params, asked, arriving);
  const processed = await process(yoga, result, asked, arriving);
  if (!processed.processor) throw new Error('No result processor writes JSON.');
  if (isPlain(processed.result)) {
    return new PlainAnswer(`${processed.mediaType}; charset=utf-8`, stringifyAnswer(processed.result));
  }
  return processed.processor(processed.result, yoga.fetchAPI, processed.mediaType);
}

/** As much of a Request as hooks look at. */
class PlainRequest {
  readonly method = 'POST';
  readonly url: string;
  readonly headers: { get: (name: string) => string | null };

  constructor({ url, headers }: IncomingMessage) {
    this.url = `http://localhost${url ?? '/'}`;
    this.headers = { get: (name) => headers[name.toLowerCase()]?.toString() ?? null };
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
    // Refused before it was parsed.
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

async function process(yoga: Yoga, given: Result, request: Request, arriving: ArrivingRequest) {
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
    // Few hooks have anything to wait for.
    if (done) await done;
  }
  return processed;
}

/** Whether a result is one text with the status 200. */
function isPlain(result: Result): result is Extract<Result, { data?: unknown }> {
  return (
    !Array.isArray(result) &&
    !(Symbol.asyncIterator in result) &&
    !result.errors &&
    !(result.extensions && 'http' in result.extensions) &&
    !('stringify' in result)
  );
}

const plainTypes = /^ *(\*\/\*|application\/(\*|json|graphql-response\+json)) *(;(?! *charset)|$)/i;

function acceptsText({ headers: { accept = '*/*' } }: IncomingMessage): boolean {
  return accept.split(',').some((range) => plainTypes.test(range)) && !/event-stream|multipart/i.test(accept);
}

/** The parameters, if they are as they should be; who sends others is told by the ordinary way. */
function readParams(body: Buffer): GraphQLParams | null {
  const params = parse(body.toString());
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return null;
  return params;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
