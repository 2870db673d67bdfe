import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { readNodeId } from './compile-node.ts';
import { compileOperation, type Plan } from './compile-operation.ts';
import type { PlanRequest } from './field-plan.ts';
import { Unplannable, type Unplanned } from './unplanned.ts';

/** The plan of an operation, or the reason why it has none. */
export type Planned = { plan: Plan; unplanned?: undefined } | { plan?: undefined; unplanned: Unplanned };

type Variables = PlanRequest['variables'];

const keptPlans = 32;

/**
 * Returns a function that plans an operation for the variables of a request. It plans once for all variables that lead
 * to the same plan.
 */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Variables) => Planned {
  if (operation.operation !== OperationTypeNode.QUERY) return () => ({ unplanned: { kind: 'OPERATION' } });
  const deciding = decidingVariables(document);
  const nodeIds = nodeIdVariables(operation);
  const known = new Map<string, Planned>();
  return (variables) => {
    try {
      const shape = [
        ...deciding.map((name) => String(variables[name])),
        ...nodeIds.map((name) => readNodeId(variables[name]).typename),
      ].join();
      const kept = known.get(shape);
      if (kept) return kept;
      const planned = compiled(schema, document, operation, variables);
      if (known.size >= keptPlans) known.clear();
      known.set(shape, planned);
      return planned;
    } catch (error) {
      if (error instanceof Unplannable) return { unplanned: error.reason };
      throw error;
    }
  };
}

function compiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Planned {
  try {
    return { plan: compileOperation(schema, document, operation, variables) };
  } catch (error) {
    if (error instanceof Unplannable) return { unplanned: error.reason };
    throw error;
  }
}

/** Returns the variables in `@skip` and `@include`. */
function decidingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      for (const { value } of directive.arguments ?? []) {
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
    },
  });
  return [...names];
}

/** Returns the variables with the id of a node at the root. The plan depends on the node's type. */
function nodeIdVariables({ selectionSet }: OperationDefinitionNode): string[] {
  return selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD && selection.name.value === 'node'
      ? (selection.arguments ?? []).flatMap(({ value }) => (value.kind === Kind.VARIABLE ? [value.name.value] : []))
      : [],
  );
}
