import { GraphQLError, type GraphQLSchema } from 'graphql';
import { type HeavyField, heaviestFields } from './heaviest-fields.ts';
import type { RequestedOperation } from './prepared-operation.ts';

/**
 * Returns the error for an operation over the limit: its heaviest fields, their costs, and a page size that would fit.
 */
export function costRefusal(
  schema: GraphQLSchema,
  { prepared: { document, operation }, variables, cost }: RequestedOperation,
  limit: number,
) {
  const heaviest = heaviestFields(schema, document, operation, variables);
  const weights = heaviest.map(({ field, points }) => `${field} (${points})`).join(', ');
  const message = [
    `The operation could load up to ${cost} objects. The maximum is ${limit}.`,
    ...(weights ? [`The most expensive fields are ${weights}.`] : []),
    adviceFor(heaviest, cost, limit),
  ].join(' ');
  return new GraphQLError(message, {
    extensions: {
      code: 'LIMIT_EXCEEDED',
      limit,
      cost,
      heaviest: heaviest.map(({ field, points }) => ({ field, points })),
      // Uses the status that GraphQL over HTTP defines for a request that is refused before its execution.
      http: { spec: true, status: 400 },
    },
  });
}

/** Returns advice about the first page argument whose reduction is enough to get below the limit. */
function adviceFor(heaviest: readonly HeavyField[], cost: number, limit: number): string {
  for (const { field, page, pointsInside } of heaviest) {
    if (!page || pointsInside <= 0) continue;
    const size = Math.floor((page.size * (limit - cost + pointsInside)) / pointsInside);
    if (size >= 1) return `Use \`${page.argument}: ${size}\` or less in ${field}.`;
  }
  return 'Request smaller pages in these fields, or split the operation.';
}
