import { type DocumentNode, type GraphQLSchema, getNamedType, getNullableType, isLeafType, isListType } from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

/** What a single operation may load at most, unless told otherwise. */
export const defaultCostLimit = 5_000;

/** How long a list without page arguments is taken to be. */
const listLength = 5;
const pageLength = 20;

/**
 * What an operation may load: one for each object, times the length of the lists it stands in. The values of variables
 * count, as do those that defaults give them.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): number {
  return getComplexity({ schema, query: document, operationName, variables, estimators: [objects] });
}

const objects: ComplexityEstimator = ({ field, type, args, childComplexity }) => {
  if (isLeafType(getNamedType(field.type))) return args['every'] === undefined ? 0 : 50;
  return 1 + childComplexity * lengthOf(field.name, type.name, getNullableType(field.type), args);
};

function lengthOf(fieldName: string, parentName: string, fieldType: unknown, args: Record<string, unknown>): number {
  // The connection around them has been multiplied already.
  if (fieldName === 'edges' && parentName.endsWith('Connection')) return 1;
  if (Array.isArray(args['ids'])) return args['ids'].length;
  if (fieldName !== 'edges' && typeof args['first'] === 'number') return Math.max(0, args['first']);
  if (typeof args['last'] === 'number') return Math.max(0, args['last']);
  if (String(fieldType).endsWith('Connection')) return pageLength;
  return isListType(fieldType) ? listLength : 1;
}
