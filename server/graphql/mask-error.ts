import { GraphQLError } from 'graphql';
import { isDatabaseFull } from '#domain/database-full.ts';
import { bugCode, DatabaseDown, DatabaseFull, DomainError } from '#domain/errors.ts';
import { isDatabaseDown, isReadOnly } from '../database-down.ts';
import type { RequestLogger } from '../logger.ts';
import { isOverdue } from '../overdue.ts';
import { isAnswerCode } from './answer-codes.ts';
import { explainMistake } from './explain-mistake.ts';

/**
 * Returns the error that the caller receives unless a field lists the error as its result. A domain error keeps its
 * code and facts, and an error of the request keeps its message and facts. For a bug, the caller receives only the
 * request id, by which the operator finds it in the log.
 */
export function maskError(
  error: unknown,
  { logger, requestId }: { logger: RequestLogger; requestId: string },
): GraphQLError {
  const graphqlError =
    error instanceof GraphQLError ? error : new GraphQLError('Unexpected error.', { originalError: asError(error) });
  const cause = originOf(graphqlError);
  if (cause instanceof DatabaseFull || isDatabaseFull(cause)) {
    logger.error({ error: cause, path: graphqlError.path }, 'The disk of the database is full.');
    const { code, message } = new DatabaseFull();
    return withExtensions(graphqlError, message, { code, requestId }, { status: 503 });
  }
  if (cause instanceof DomainError) {
    const { code, message, name: _name, stack: _stack, ...facts } = cause;
    return withExtensions(graphqlError, message, { ...facts, code, requestId });
  }
  if (cause instanceof GraphQLError) {
    const { message, code: explained = 'BAD_REQUEST' } = explainMistake(cause);
    // Drops the original error of a yoga error, because it contains the body of the request.
    const { originalError: _, ...facts } = cause.extensions;
    const code = isAnswerCode(facts.code) ? facts.code : explained;
    const http = explained === 'LIMIT_EXCEEDED' ? refusedBeforeExecution : undefined;
    return withExtensions(graphqlError, cutMessage(message), { ...facts, code, requestId }, http);
  }
  if (isOverdue(cause)) {
    const message = 'The request took too long and was stopped. Request less data, or try again later.';
    return withExtensions(graphqlError, message, { code: 'TIMEOUT', requestId });
  }
  if (isDatabaseDown(cause) || isReadOnly(cause)) {
    const problem = isReadOnly(cause) ? 'The database is read-only.' : 'The database is not responding.';
    logger.warn({ error: cause, path: graphqlError.path }, problem);
    const { code, message } = new DatabaseDown();
    return withExtensions(graphqlError, message, { code, requestId }, { status: 503 });
  }
  logger.error({ error: cause, path: graphqlError.path }, 'Unexpected error.');
  const explained =
    'An unexpected error occurred. Try again, or send the request id to the operator of the server, who can find it in the log.';
  return withExtensions(graphqlError, explained, { code: bugCode, requestId });
}

/** Status that GraphQL over HTTP defines for a document over a limit. */
const refusedBeforeExecution = { spec: true, status: 400 };

const maxMessageCharacters = 1_000;

/** Shortens a message that contains a long name or text of the request. */
function cutMessage(message: string): string {
  return message.length > maxMessageCharacters ? `${message.slice(0, maxMessageCharacters)}…` : message;
}

function withExtensions(
  { nodes, source, positions, path, extensions: { http: given } }: GraphQLError,
  message: string,
  extensions: Record<string, unknown>,
  http = given,
) {
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    path,
    extensions: http ? { ...extensions, http } : extensions,
  });
}

/** Returns the innermost error. It is a GraphQLError if the request was wrong. */
function originOf(error: GraphQLError): Error {
  const inner = error.originalError;
  return inner instanceof GraphQLError ? originOf(inner) : (inner ?? error);
}

function asError(error: unknown) {
  return error instanceof Error ? error : new Error(String(error));
}
