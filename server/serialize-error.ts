import { stdSerializers } from 'pino';

/**
 * Returns an error in the form for the log, with its causes. Omits the field `input`, which contains the password if a
 * database URL is invalid.
 */
export function serializeError(error: unknown): unknown {
  return error instanceof Error ? withoutInput(stdSerializers.errWithCause(error)) : error;
}

function withoutInput(serialized: object): Record<string, unknown> {
  const kept: Record<string, unknown> = { ...serialized, input: undefined };
  const { cause, aggregateErrors } = kept;
  if (isObject(cause)) kept['cause'] = withoutInput(cause);
  if (Array.isArray(aggregateErrors)) kept['aggregateErrors'] = aggregateErrors.filter(isObject).map(withoutInput);
  return kept;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
