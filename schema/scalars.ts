import { GraphQLError, Kind } from 'graphql';
import { instantFormat, readInstant } from '#formats/instant.ts';
import { builder } from './builder.ts';

builder.scalarType('DateTime', {
  description: 'Instant, as an ISO 8601 string in UTC with milliseconds: `2026-11-01T09:30:00.000Z`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    const date = typeof value === 'string' ? readInstant(value) : null;
    if (!date) throw new GraphQLError(`A DateTime must be ${instantFormat}.`);
    return date;
  },
});

builder.scalarType('JSON', {
  description: 'JSON value: an object, a list, a string, a number, a boolean or null.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
});

builder.scalarType('ByteCount', {
  description: 'Number of bytes: a whole JSON number from 0 to 2^53 − 1, beyond the 32 bits of `Int`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-6',
  serialize: (value) => Number(value),
  parseValue: readByteCount,
  parseLiteral: (node) => readByteCount(node.kind === Kind.INT ? Number(node.value) : null),
});

function readByteCount(value: unknown) {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new GraphQLError('A ByteCount must be a whole number from 0 to 2^53 − 1.');
  }
  return value;
}
