import { VitrineError } from '../errors.ts';
import { answerShapes } from '../gql/answer-shapes.ts';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { type Backoff, backoffMilliseconds, defaultBackoff, wait } from './backoff.ts';
import { checkAnswer } from './check-answer.ts';
import { failureOf, readFailure, requestIdOf } from './failure-of.ts';
import { AnswerTooLarge, readBody } from './read-body.ts';

export interface Connection {
  /** URL of the API, such as `https://vitrine.example/graphql`. A URL without a path gets `/graphql`. */
  endpoint: string;
  /** Token, beginning with `vtr_`. */
  token: string;
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
  backoff?: Backoff;
}

export interface Answer<Data> {
  data: Data;
  requestId: string | null;
  /** Time of the response by the server's clock. */
  serverTime: Date;
}

export type Ask = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
) => Promise<Answer<Data>>;

const attempts = 7;
const patienceMilliseconds = 120_000;
/** Codes of errors that the server causes and that may disappear. Requests with such an error are repeated. */
const passing = new Set(['SERVER_ERROR', 'DATABASE_UNAVAILABLE']);

/** Maximum size of a response in bytes. The largest page of items needs less. */
const answerByteSize = 64 * 1024 ** 2;

/**
 * Returns a function that sends a document, checks every value of the response, and returns its data. Repeats a request
 * if the response was lost, or if the server is overloaded or restarting. Otherwise rejects with a `VitrineError`.
 */
export function connect(connection: Connection): Ask {
  const endpoint = endpointOf(connection.endpoint);
  return async (document, variables) => {
    const operation = /^\s*(?:query|mutation) (\w+)/m.exec(document.toString())?.[1] ?? '';
    const body = JSON.stringify({ query: document.toString(), variables, extensions: extensionsOf(document) });
    for (let failures = 0; ; ) {
      try {
        return await askOnce(connection, endpoint, operation, body);
      } catch (error) {
        connection.signal.throwIfAborted();
        failures += 1;
        if (!(error instanceof Retryable)) throw error;
        if (failures === attempts) throw error.failure;
        const milliseconds =
          error.afterMilliseconds ?? backoffMilliseconds(failures, connection.backoff ?? defaultBackoff);
        await wait(milliseconds, connection.signal);
      }
    }
  };
}

/**
 * Returns the `extensions` of a request, with the hash of the document. Some servers accept only documents whose hash
 * they know.
 */
function extensionsOf({ __meta__ }: Pick<TypedDocumentString<unknown, unknown>, '__meta__'>) {
  const hash: unknown = __meta__?.['hash'];
  if (typeof hash !== 'string') return undefined;
  return { persistedQuery: { version: 1, sha256Hash: hash.replace(/^sha256:/, '') } };
}

/** Returns the URL of the API. If the given URL is the base URL of a server, appends `/graphql`. */
export function endpointOf(given: string): string {
  const url = URL.parse(given);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new VitrineError('INVALID_INPUT', `${given} is not a valid API URL.`, {
      hint: 'Use a URL such as https://vitrine.example/graphql.',
    });
  }
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith('/graphql') ? path : `${path}/graphql`;
  return url.href;
}

class Retryable extends Error {
  readonly failure: VitrineError;
  readonly afterMilliseconds: number | null;
  constructor(failure: VitrineError, afterMilliseconds: number | null = null) {
    super(failure.message);
    this.failure = failure;
    this.afterMilliseconds = afterMilliseconds;
  }
}

async function askOnce<Data>(
  { token, fetch, signal }: Connection,
  endpoint: string,
  operation: string,
  body: string,
): Promise<Answer<Data>> {
  const { response, text } = await exchange(fetch, endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body,
    redirect: 'error', // A redirect would turn the POST into a GET, or send the token to another host.
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMilliseconds)]),
  });
  const requestId = requestIdOf(response.headers.get('x-request-id'));
  const result = parse(text);
  if (result?.data && (!Array.isArray(result.errors) || result.errors.length === 0)) {
    const shape = answerShapes[operation];
    if (!shape) throw new Error(`codegen has not seen the operation ${operation}.`);
    checkAnswer(result.data, shape, requestId);
    return { data: result.data as Data, requestId, serverTime: serverTimeOf(response) };
  }
  const failure = failureOf(response.status, requestId, readFailure(result?.errors), text);
  if (response.status === 429) throw new Retryable(failure, retryAfterMilliseconds(response));
  if (response.status >= 500 || passing.has(failure.code)) throw new Retryable(failure);
  throw failure;
}

async function exchange(fetch: Connection['fetch'], endpoint: string, request: RequestInit) {
  try {
    const response = await fetch(endpoint, request);
    return { response, text: await readBody(response, answerByteSize) };
  } catch (cause) {
    if (cause instanceof AnswerTooLarge) throw cause;
    const { origin, host, protocol } = new URL(endpoint);
    if (protocol === 'https:' && isNotTls(cause)) {
      throw new VitrineError('NETWORK', `${host} responds, but not over HTTPS. It seems to be an HTTP server.`, {
        hint: `Use ${endpoint.replace(/^https/, 'http')} as the endpoint, or the URL for which the server has a certificate.`,
        cause,
      });
    }
    const failure = new VitrineError('NETWORK', `Could not reach ${origin}: ${reason(cause)}.`, {
      hint: 'Check the endpoint and the network, then run the same command again.',
      cause,
    });
    throw new Retryable(failure);
  }
}

function parse(text: string): { data?: unknown; errors?: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function serverTimeOf(response: Response): Date {
  const date = new Date(response.headers.get('date') ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? new Date() : date;
}

function retryAfterMilliseconds(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 120) * 1_000 : null;
}

const notTlsCodes = /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_LAYER_FAILURE|HTTP_REQUEST)$/;

/** Returns whether a request over TLS failed because the server does not use TLS. */
function isNotTls(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return notTlsCodes.test((error as NodeJS.ErrnoException).code ?? '') || isNotTls(error.cause);
}

/** Pattern of an OpenSSL message. The captured part is the reason. */
const opensslMessage = /error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/;

/** Returns the message of the innermost cause, because the errors of `fetch` contain the reason only there. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'the request timed out';
  if (error.cause instanceof Error) return reason(error.cause);
  const { code } = error as NodeJS.ErrnoException;
  const [, fact] = opensslMessage.exec(error.message) ?? [];
  if (fact !== undefined) return `the TLS connection failed (${fact})`;
  return error.message || code || error.name;
}
