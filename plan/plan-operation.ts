import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { requireNodeType } from './compile-node.ts';
import { compileOperation, type Plan } from './compile-operation.ts';
import type { Variables } from './field-plan.ts';
import { Unplannable, type Unplanned } from './unplanned.ts';

/** Plan of an operation, or the reason why it has none. */
export type Planned = { plan: Plan; unplanned?: undefined } | { plan?: undefined; unplanned: Unplanned };

/**
 * Cache for the plans of one operation. The keys contain only names of schema types, not ids, because a caller could
 * send ids of any length.
 */
export interface KeptPlans {
  get: (key: string) => Planned | undefined;
  set: (key: string, planned: Planned) => void;
}

/**
 * Returns a function that plans an operation for the variables of a request. Variables that lead to the same plan share
 * it while it is cached.
 */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  kept: KeptPlans = new Map<string, Planned>(),
): (variables: Variables) => Planned {
  if (operation.operation !== OperationTypeNode.QUERY) return () => ({ unplanned: { kind: 'OPERATION' } });
  const deciding = decidingVariables(document);
  const nodeIds = nodeIdVariables(operation);
  return (variables) => {
    try {
      const key = [
        ...deciding.map((name) => String(variables[name])),
        ...nodeIds.map((name) => requireNodeType(schema, variables[name]).type.name),
      ].join();
      const known = kept.get(key);
      if (known) return known;
      const planned = compiled(schema, document, operation, variables);
      kept.set(key, planned);
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

/** Returns the names of the variables in `@skip` and `@include`. */
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

/** Returns the names of the variables with the id of a root `node` field. The plan depends on the type of that node. */
function nodeIdVariables({ selectionSet }: OperationDefinitionNode): string[] {
  return selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD && selection.name.value === 'node'
      ? (selection.arguments ?? []).flatMap(({ value }) => (value.kind === Kind.VARIABLE ? [value.name.value] : []))
      : [],
  );
}
