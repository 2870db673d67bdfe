import { VersionConflict, VitrineError } from '../errors.ts';
import { hintFor } from './failure-of.ts';

type Success = { __typename: `${string}Success` };
type Failure = { code: string; message: string; currentRevisionNumber?: number };

/** Returns the result of a successful mutation. Throws a `VitrineError` if the result is an error. */
export function successOf<Result extends { __typename: string }>(
  result: Result | null,
  requestId: string | null,
): Extract<Result, Success> {
  if (!result) throw new VitrineError('SERVER_ERROR', 'The server sent no result for a mutation.', { requestId });
  if (result.__typename.endsWith('Success')) return result as Extract<Result, Success>;
  throw errorOf(result as unknown as Failure, requestId);
}

/** Converts an error in the result of a mutation to a `VitrineError`, which the caller throws. */
export function errorOf({ code, message, currentRevisionNumber }: Failure, requestId: string | null): VitrineError {
  const facts = { requestId, hint: hintFor(code) };
  return currentRevisionNumber === undefined
    ? new VitrineError(code, message, facts)
    : new VersionConflict(message, currentRevisionNumber, facts);
}
