import { isObject } from '#formats/is-object.ts';
import { VitrineError } from '../errors.ts';
import type { ErrorCode } from '../gql/graphql.ts';
import { forms } from './answer-forms.ts';

const longestMessage = 2_000;

/** An entry of `errors` in a GraphQL response. */
export interface GraphqlFailure {
  message: string;
  extensions?: { code?: string; requestId?: string };
}

/** Returns the first entry of `errors` in a response. Omits members that have an invalid type. */
export function readFailure(errors: unknown): GraphqlFailure | undefined {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (!isObject(first)) return undefined;
  const { message, extensions } = first;
  const { code, requestId } = isObject(extensions) ? extensions : {};
  return {
    message: typeof message === 'string' ? message.slice(0, longestMessage) : 'The server gave no reason.',
    extensions: {
      ...(forms.constant.fits(code) && { code: code as string }),
      requestId: requestIdOf(requestId) ?? undefined,
    },
  };
}

/** Returns the request id from a response. Returns null if the value is not a valid request id. */
export function requestIdOf(value: unknown): string | null {
  return typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value) ? value : null;
}

const hints: Record<ErrorCode, string | null> = {
  UNAUTHENTICATED: 'Run `vitrine login`, or set VITRINE_TOKEN to a valid token.',
  FORBIDDEN: 'Use a token with the scope PUBLISH, of a user who can publish to this dataset.',
  NOT_FOUND: 'Check the names, and that the token belongs to a member of the organization.',
  PUBLISH_IN_PROGRESS: 'Wait for the other publish to end, then run the same command again.',
  STORAGE_UNAVAILABLE: 'No data was lost. Run the same command again later.',
  DATABASE_UNAVAILABLE: 'No data was lost. Run the same command again later.',
  ALREADY_EXISTS: null,
  IDEMPOTENCY_CONFLICT: null,
  INTERNAL_SERVER_ERROR: null,
  INVALID_INPUT: null,
  LAST_OWNER: null,
  LIMIT_EXCEEDED: null,
  MAIL_UNAVAILABLE: null,
  RATE_LIMITED: null,
  SESSION_CLOSED: null,
  UPLOADS_MISSING: null,
  VALIDATION_FAILED: null,
  VERSION_CONFLICT: null,
};

/** Returns advice for users on how to solve an error with this code. */
export function hintFor(code: string): string | undefined {
  return (isErrorCode(code) && hints[code]) || undefined;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(hints, code);
}

/** Returns the error for an HTTP response that is not a success. */
export function failureOf(
  status: number,
  requestId: string | null,
  failure: GraphqlFailure | undefined,
  text: string,
): VitrineError {
  const id = failure?.extensions?.requestId ?? requestId;
  const code = failure?.extensions?.code;
  if (status === 401 || code === 'UNAUTHENTICATED') {
    const message = failure?.message ?? 'The API rejected the token.';
    return new VitrineError('UNAUTHENTICATED', message, { requestId: id, hint: hintFor('UNAUTHENTICATED') });
  }
  if (failure) {
    const known = code && code !== 'INTERNAL_SERVER_ERROR' ? code : 'SERVER_ERROR';
    return new VitrineError(known, failure.message, { requestId: id, hint: hintFor(known) });
  }
  const start = text.trim().slice(0, 120);
  return new VitrineError(
    status >= 500 || status === 429 ? 'SERVER_ERROR' : 'NETWORK',
    `The endpoint returned HTTP ${status} without a GraphQL response${start === '' ? '' : `: ${start}`}`,
    { requestId: id, hint: 'Check that the endpoint is the GraphQL URL of a Vitrine server.' },
  );
}
