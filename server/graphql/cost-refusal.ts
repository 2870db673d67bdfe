import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import { coerceVariables } from './coerce-variables.ts';
import { type HeavyField, heaviestFields } from './heaviest-fields.ts';

export interface CostlyOperation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  cost: number;
  limit: number;
}

/**
 * Returns the error for an operation over the limit: its heaviest fields, their costs, and a page size that would fit.
 */
export function costRefusal({ schema, document, operationName, variables, cost, limit }: CostlyOperation) {
  const operation = getOperationAST(document, operationName);
  const coerced = operation && coerceVariables(schema, operation, variables).variables;
  const heaviest = coerced ? heaviestFields(schema, document, operation, coerced) : [];
  const weights = heaviest.map(({ field, points }) => `${field} (${points})`).join(', ');
  const message = [
    `The operation may load ${cost} objects; ${limit} is the maximum.`,
    ...(weights ? [`Its heaviest fields are ${weights}.`] : []),
    adviceFor(heaviest, cost, limit),
  ].join(' ');
  return new GraphQLError(message, {
    extensions: {
      code: 'LIMIT_EXCEEDED',
      limit,
      cost,
      heaviest: heaviest.map(({ field, points }) => ({ field, points })),
      // The request is refused before it is executed, so the status follows GraphQL over HTTP.
      http: { spec: true, status: 400 },
    },
  });
}

/** Names the first page argument for which a smaller page alone would be enough. */
function adviceFor(heaviest: readonly HeavyField[], cost: number, limit: number): string {
  for (const { field, page, pointsInside } of heaviest) {
    if (!page || pointsInside <= 0) continue;
    const size = Math.floor((page.size * (limit - cost + pointsInside)) / pointsInside);
    if (size >= 1) return `Ask for \`${page.argument}: ${size}\` or less in ${field}.`;
  }
  return 'Ask for smaller pages in these fields, or split the operation.';
}
