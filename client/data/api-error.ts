import type { CombinedError } from '@urql/core';
import * as strings from './strings.ts';

/** Error message for the user, with the facts that the operator of the server needs. */
export interface ApiError {
  code: string;
  message: string;
  requestId?: string;
  /** Path to the invalid value in the input, if the input was invalid. */
  path?: string;
}

/** Returns the most important error of a response, with the server's message if it has one. */
export function toApiError(error: unknown): ApiError {
  if (isCombinedError(error)) {
    const [first] = error.graphQLErrors;
    const requestId = textOf(first?.extensions['requestId']) ?? requestIdOf(error.response);
    if (first) return { code: textOf(first.extensions['code']) ?? 'UNKNOWN', message: first.message, requestId };
    const status = statusOf(error.response);
    if (status === 401) return { code: 'UNAUTHENTICATED', message: strings.signIn, requestId };
    if (status) return { code: `HTTP_${status}`, message: strings.httpError(status), requestId };
    return { code: 'OFFLINE', message: strings.offline, requestId };
  }
  return { code: 'UNEXPECTED', message: error instanceof Error ? error.message : String(error) };
}

export function isUnauthenticated(error: CombinedError): boolean {
  return toApiError(error).code === 'UNAUTHENTICATED';
}

function isCombinedError(error: unknown): error is CombinedError {
  return error instanceof Error && 'graphQLErrors' in error;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function statusOf(response: unknown): number | undefined {
  const isFailure = response instanceof Response && !response.ok;
  return isFailure ? response.status : undefined;
}

function requestIdOf(response: unknown): string | undefined {
  return response instanceof Response ? (response.headers.get('x-request-id') ?? undefined) : undefined;
}
