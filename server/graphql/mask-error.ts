import { GraphQLError } from 'graphql';
import { isDatabaseFull } from '#domain/database-full.ts';
import { bugCode, DatabaseDown, DatabaseFull, DomainError } from '#domain/errors.ts';
import { isDatabaseDown, isReadOnly } from '../database-down.ts';
import type { RequestLogger } from '../logger.ts';
import { isOverdue } from '../overdue.ts';
import { isAnswerCode } from './answer-codes.ts';
import { explainMistake } from './explain-mistake.ts';

/**
 * Returns the error that the caller receives if no field lists it. A domain error keeps its code and facts, and a
 * mistake in the request stays unchanged. For a bug, the caller gets only the request id, which finds it in the log.
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
    // The error behind an error of yoga repeats the body of the request.
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

/** The status that GraphQL over HTTP defines for a document over a limit. */
const refusedBeforeExecution = { spec: true, status: 400 };

const maxMessageCharacters = 1_000;

/** Shortens a message that repeats a long name or text of the request. */
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

/** Returns the innermost error. For a mistake in the request, every error in the chain is a GraphQLError. */
function originOf(error: GraphQLError): Error {
  const inner = error.originalError;
  return inner instanceof GraphQLError ? originOf(inner) : (inner ?? error);
}

function asError(error: unknown) {
  return error instanceof Error ? error : new Error(String(error));
}
