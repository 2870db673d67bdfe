import { type DocumentNode, GraphQLError, type GraphQLErrorExtensions, type GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestContext } from './arriving-request.ts';
import type { Variables } from './coerce-variables.ts';
import { costRefusal } from './cost-refusal.ts';
import { cut } from './describe-value.ts';
import type { InputProblems } from './input-problems.ts';
import { prepareOperation, type RequestedOperation } from './prepared-operation.ts';

/**
 * Prepares the operation of a request, before the operation is executed and its caller is authenticated. Refuses it if
 * its variables do not fit, or if it costs more than the limit.
 */
export function limitCost(limit: number): Plugin<RequestContext> {
  return {
    onValidate({ params: { schema, documentAST }, context }) {
      return ({ valid, extendContext }) => {
        if (!valid) return;
        // Throws instead of reporting a validation error: validation errors are cached per document, but the cost also
        // depends on variables.
        const requested = requestedOperation(schema, documentAST, context);
        if (requested.cost > limit) throw costRefusal(schema, requested, limit);
        extendContext({ requested });
      };
    },
  };
}

function requestedOperation(schema: GraphQLSchema, document: DocumentNode, context: unknown): RequestedOperation {
  const { operationName, variables: given } = requestOf(context);
  const prepared = prepareOperation(schema, document, operationName);
  if (!prepared) throw unknownOperation(document, operationName);
  const { variables, problems } = prepared.coerce(given);
  if (problems) throw unfit(problems);
  return { prepared, variables, cost: costOrRefusal(() => prepared.cost(variables)) };
}

/** Status that GraphQL over HTTP defines for a request that is refused before its execution. */
const refused = { spec: true, status: 400 };

function requestOf(context: unknown): { operationName: string | undefined; variables: Variables } {
  const { params } = context as { params?: { operationName?: string; variables?: Variables } };
  return { operationName: params?.operationName ?? undefined, variables: params?.variables ?? {} };
}

function unknownOperation(document: DocumentNode, operationName: string | undefined): GraphQLError {
  const message =
    operationName === undefined
      ? 'The document must have exactly one operation, or the request must choose one by its `operationName`.'
      : `The document has no operation named "${cut(operationName)}".`;
  return refusal(message, { code: 'BAD_REQUEST' }, document.definitions.slice(0, 1));
}

/** Returns one GraphQL error for each problem in the variables. Yoga reports each error of an `AggregateError`. */
function unfit(problems: InputProblems): Error {
  const errors = problems.errors.map(({ message, extensions }) => refusal(message, extensions));
  const [only] = errors;
  return only && errors.length === 1 ? only : new AggregateError(errors);
}

function costOrRefusal(compute: () => number): number {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw refusal(error.message, error.extensions, error.nodes);
  }
}

function refusal(message: string, extensions: GraphQLErrorExtensions, nodes?: GraphQLError['nodes']) {
  return new GraphQLError(message, { nodes, extensions: { ...extensions, http: refused } });
}
