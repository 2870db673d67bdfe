import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

const known = new WeakMap<Variables, { operation: OperationDefinitionNode; coerced: Variables | null }>();

/** The variables of a request as its operation takes them; null when they do not fit. Asked more than once for each request. */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): Variables | null {
  const remembered = known.get(variables);
  if (remembered?.operation === operation) return remembered.coerced;
  const { coerced = null } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  known.set(variables, { operation, coerced });
  return coerced;
}
