import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import type { Variables } from './coerce-variables.ts';
import { costOfCount, leafCost, lengthOf } from './field-cost.ts';
import { fragmentsOf, type OperationParts, selectedCounts } from './selected-counts.ts';

const keptCosts = 100;

/**
 * Returns a function that computes the cost of an operation. Each object costs one point, multiplied by the lengths of
 * the lists around it. Each count of a list costs a fixed number of points. The cost depends on the variables and their
 * defaults, and is cached by the values that it depends on. The variables of the document must be coerced before.
 */
export function costOfOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  { name }: OperationDefinitionNode,
): (coerced: Variables) => number {
  const operationName = name?.value;
  const fragments = fragmentsOf(document);
  const deciding = decidingVariables(document);
  const costs = new Map<string, number>();
  return (coerced) => {
    const key = JSON.stringify(deciding.map((variable) => decisive(coerced[variable])));
    const known = costs.get(key);
    if (known !== undefined) return known;
    const context: OperationParts = { fragments, variables: coerced };
    const asked = { schema, query: document, operationName, variables: coerced, estimators: [objects], context };
    const cost = getComplexity(asked);
    if (costs.size >= keptCosts) costs.clear();
    costs.set(key, cost);
    return cost;
  };
}

/** Returns the part of a variable's value that decides the cost: the length of a list, else the value itself. */
function decisive(value: unknown): unknown {
  return Array.isArray(value) ? [value.length] : (value ?? null);
}

/** Returns the names of the variables that decide the length of a list or whether a field is included. */
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

const objects: ComplexityEstimator = ({ field, type, args, childComplexity, node, context }) => {
  if (isLeafType(getNamedType(field.type))) return leafCost(args);
  // A list is counted once, so its page length does not change the cost of the count.
  const countCost = costOfCount(field.type);
  const counts = countCost === 0 ? 0 : countCost * selectedCounts(node, context as unknown as OperationParts);
  return 1 + counts + childComplexity * lengthOf(field.name, type.name, field.type, args);
};
