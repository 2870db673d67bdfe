import { VersionConflict, VitrineError } from '../errors.ts';
import { hintFor } from './failure-of.ts';

type Success = { __typename: `${string}Success` };
type Failure = { code: string; message: string; currentRevisionNumber?: number };

/** Returns the success of a mutation. Throws its typed errors. */
export function successOf<Result extends { __typename: string }>(
  result: Result | null,
  requestId: string | null,
): Extract<Result, Success> {
  if (!result) throw new VitrineError('SERVER_ERROR', 'The server sent no result for a mutation.', { requestId });
  if (result.__typename.endsWith('Success')) return result as Extract<Result, Success>;
  throw errorOf(result as unknown as Failure, requestId);
}

/** Returns a typed error of a mutation as an error to throw. */
export function errorOf({ code, message, currentRevisionNumber }: Failure, requestId: string | null): VitrineError {
  const facts = { requestId, hint: hintFor(code) };
  return currentRevisionNumber === undefined
    ? new VitrineError(code, message, facts)
    : new VersionConflict(message, currentRevisionNumber, facts);
}
