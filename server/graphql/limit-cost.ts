import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { costOf } from './cost.ts';

/** Refuses an operation that may cost more than the limit before any of it is executed, and before it is known who asks. */
export function limitCost(limit: number): Plugin {
  return {
    onValidate({ params: { schema, documentAST }, context }) {
      return ({ valid, setResult }) => {
        if (!valid) return;
        const { operationName, variables } = requestOf(context);
        const cost = costOrError(() => costOf(schema, documentAST, operationName, variables));
        if (cost instanceof GraphQLError) setResult([cost]);
        else if (cost > limit) {
          setResult([
            new GraphQLError(
              `The operation may load ${cost} objects; ${limit} is the most. Ask for smaller pages, or for less in each.`,
              { extensions: { code: 'LIMIT_EXCEEDED', limit, cost } },
            ),
          ]);
        }
      };
    },
  };
}

function requestOf(context: unknown): { operationName: string | undefined; variables: Record<string, unknown> } {
  const { params } = context as { params?: { operationName?: string; variables?: Record<string, unknown> } };
  return { operationName: params?.operationName ?? undefined, variables: params?.variables ?? {} };
}

/** Variables that do not fit their types are the caller's mistake. */
function costOrError(compute: () => number): number | GraphQLError {
  try {
    return compute();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
