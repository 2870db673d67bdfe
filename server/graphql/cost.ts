import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isLeafType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { coerceVariables } from './coerce-variables.ts';
import { cut } from './describe-value.ts';
import { leafCost, lengthOf } from './field-cost.ts';
import type { InputProblems } from './input-problems.ts';

/** Default limit of the cost of a single operation. */
export const defaultCostLimit = 5_000;

/** Known costs, by the values of the variables that they depend on. */
interface KnownOperation {
  operation: OperationDefinitionNode;
  deciding: readonly string[];
  costs: Map<string, number>;
}

const known = new WeakMap<DocumentNode, Map<string, KnownOperation>>();

const keptCosts = 100;

/** The variables of an operation do not fit their types. */
export class UnfitVariables extends Error {
  readonly problems: InputProblems;
  constructor(problems: InputProblems) {
    super('The variables do not fit their types.');
    this.problems = problems;
  }
}

/**
 * Returns the cost of an operation: one point for each object, times the length of the lists that contain it. The
 * values of variables count, as do their defaults. Throws `UnfitVariables` for variables that do not fit their types.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): number {
  const compute = () => getComplexity({ schema, query: document, operationName, variables, estimators: [objects] });
  const found = operationOf(document, operationName);
  if (!found) throw unknownOperation(document, operationName);
  const { variables: coerced, problems } = coerceVariables(schema, found.operation, variables);
  if (problems) throw new UnfitVariables(problems);
  const key = JSON.stringify(found.deciding.map((name) => decisive(coerced[name])));
  const cost = found.costs.get(key) ?? compute();
  if (found.costs.size >= keptCosts) found.costs.clear();
  found.costs.set(key, cost);
  return cost;
}

function unknownOperation(document: DocumentNode, operationName: string | undefined): GraphQLError {
  const message =
    operationName === undefined
      ? 'The document must have exactly one operation, or the request must choose one by its `operationName`.'
      : `The document has no operation named "${cut(operationName)}".`;
  return new GraphQLError(message, { nodes: document.definitions.slice(0, 1), extensions: { code: 'BAD_REQUEST' } });
}

/** Returns the part of a value that its cost depends on: for a list, its length. */
function decisive(value: unknown): unknown {
  return Array.isArray(value) ? [value.length] : (value ?? null);
}

function operationOf(document: DocumentNode, operationName: string | undefined): KnownOperation | null {
  const operations = known.get(document) ?? new Map<string, KnownOperation>();
  known.set(document, operations);
  const found = operations.get(operationName ?? '');
  if (found) return found;
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const made = { operation, deciding: decidingVariables(document), costs: new Map<string, number>() };
  operations.set(operationName ?? '', made);
  return made;
}

/** Returns the variables that decide how long a list is, or whether a field is included. */
function decidingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Argument({ name, value }) {
      if (value.kind === Kind.VARIABLE && ['first', 'last', 'ids', 'every', 'if'].includes(name.value)) {
        names.add(value.name.value);
      }
    },
  });
  return [...names];
}

const objects: ComplexityEstimator = ({ field, type, args, childComplexity }) => {
  if (isLeafType(getNamedType(field.type))) return leafCost(args);
  return 1 + childComplexity * lengthOf(field.name, type.name, field.type, args);
};
