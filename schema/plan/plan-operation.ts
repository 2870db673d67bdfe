import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { readNodeId } from './compile-node.ts';
import { compileOperation, type Plan } from './compile-operation.ts';
import { type Arguments, Unplannable } from './plan.ts';

/** An operation of a document, with its plans and the variables that tell them apart. */
interface KnownOperation {
  operation: OperationDefinitionNode;
  /** Variables in `@skip` and `@include`. */
  deciding: string[];
  /** Variables with the id of a node at the root. The plan depends on the node's type. */
  nodeIds: string[];
  plans: Map<string, Plan | null>;
}

const known = new WeakMap<DocumentNode, Map<string, KnownOperation | null>>();

const keptPlans = 32;

/** Returns the plan of an operation, or null if it has none. Plans once for repeated requests of the same document. */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Arguments,
): Plan | null {
  const operations = known.get(document) ?? new Map<string, KnownOperation | null>();
  known.set(document, operations);
  const name = operationName ?? '';
  const found = operations.get(name) ?? lookAt(document, operationName);
  operations.set(name, found);
  if (!found) return null;

  const shape = shapeOf(found, variables);
  if (shape === null) return null;
  const plan = found.plans.get(shape);
  if (plan !== undefined) return plan;
  const made = compiled(schema, document, found.operation, variables);
  if (found.plans.size >= keptPlans) found.plans.clear();
  found.plans.set(shape, made);
  return made;
}

function compiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Arguments,
): Plan | null {
  try {
    return compileOperation(schema, document, operation, variables);
  } catch (error) {
    if (error instanceof Unplannable) return null;
    throw error;
  }
}

function lookAt(document: DocumentNode, operationName: string | null | undefined): KnownOperation | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return null;
  const deciding = new Set<string>();
  visit(document, {
    Directive(directive) {
      for (const { value } of directive.arguments ?? []) {
        if (value.kind === Kind.VARIABLE) deciding.add(value.name.value);
      }
    },
  });
  const nodeIds = operation.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD && selection.name.value === 'node'
      ? (selection.arguments ?? []).flatMap(({ value }) => (value.kind === Kind.VARIABLE ? [value.name.value] : []))
      : [],
  );
  return { operation, deciding: [...deciding], nodeIds, plans: new Map() };
}

function shapeOf({ deciding, nodeIds }: KnownOperation, variables: Arguments): string | null {
  if (deciding.length === 0 && nodeIds.length === 0) return '';
  try {
    return [
      ...deciding.map((name) => String(variables[name])),
      ...nodeIds.map((name) => readNodeId(variables[name]).typename),
    ].join();
  } catch {
    return null;
  }
}
