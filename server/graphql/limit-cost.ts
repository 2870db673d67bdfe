import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestContext } from './arriving-request.ts';
import { costOf, UnfitVariables } from './cost.ts';
import { costRefusal } from './cost-refusal.ts';

/**
 * Refuses an operation that costs more than the limit, before it is executed and before its caller is authenticated.
 */
export function limitCost(limit: number): Plugin<RequestContext> {
  return {
    onValidate({ params: { schema, documentAST }, context }) {
      return ({ valid, extendContext }) => {
        if (!valid) return;
        const { operationName, variables } = requestOf(context);
        // Throws instead of reporting a validation error: validation errors are cached per document, but the cost also
        // depends on variables.
        const operationCost = costOrRefusal(() => costOf(schema, documentAST, operationName, variables));
        if (operationCost > limit) {
          throw costRefusal({ schema, document: documentAST, operationName, variables, cost: operationCost, limit });
        }
        extendContext({ operationCost });
      };
    },
  };
}

/** The status that GraphQL over HTTP defines for a request that is refused before it is executed. */
const refused = { spec: true, status: 400 };

function requestOf(context: unknown): { operationName: string | undefined; variables: Record<string, unknown> } {
  const { params } = context as { params?: { operationName?: string; variables?: Record<string, unknown> } };
  return { operationName: params?.operationName ?? undefined, variables: params?.variables ?? {} };
}

/** Throws one GraphQL error for each problem in the variables. Yoga reports each error of an `AggregateError`. */
function costOrRefusal(compute: () => number): number {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UnfitVariables) {
      const errors = error.problems.errors.map(({ message, extensions }) => refusal(message, extensions));
      throw errors.length === 1 ? errors[0] : new AggregateError(errors);
    }
    if (!(error instanceof GraphQLError)) throw error;
    throw refusal(error.message, error.extensions, error.nodes);
  }
}

function refusal(message: string, extensions: GraphQLErrorExtensions, nodes?: GraphQLError['nodes']) {
  return new GraphQLError(message, { nodes, extensions: { ...extensions, http: refused } });
}
