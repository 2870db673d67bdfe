import type { ServerResponse } from 'node:http';
import { type DomainError, RateLimited } from '#domain/errors.ts';
import { answerError } from '../protocol/answers.ts';
import { statusOf } from './status-of.ts';

/** Sends an expected error of a route other than GraphQL, with the time after which a limited caller may try again. */
export function answerDomainError(
  response: ServerResponse,
  error: DomainError,
  requestId: string,
  status = statusOf[error.code],
): void {
  const { code, message } = error;
  if (!(error instanceof RateLimited)) return answerError(response, status, { code, message, requestId });
  const { retryAfterSeconds } = error;
  response.setHeader('retry-after', retryAfterSeconds);
  answerError(response, status, { code, message, requestId, retryAfterSeconds });
}
