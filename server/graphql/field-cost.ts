import {
  type GraphQLOutputType,
  type GraphQLType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';

/** The assumed length of a list without page arguments. */
const listLength = 5;
const pageLength = 20;
const anchorsCost = 50;
const countCost = 20;

/** Returns the cost of a field without subfields. */
export function leafCost(args: Record<string, unknown>): number {
  return args['every'] === undefined ? 0 : anchorsCost;
}

/**
 * Returns the cost of `totalCount`, which counts a list exactly. A list with `totalCountKind` costs nothing, because
 * its count is stored or stops at a limit.
 */
export function costOfCount(type: GraphQLType): number {
  const connection = getNamedType(type);
  if (!isObjectType(connection) || !connection.name.endsWith('Connection')) return 0;
  return connection.getFields()['totalCountKind'] ? 0 : countCost;
}

/** Returns the maximum number of objects in one value of a field. */
export function lengthOf(
  fieldName: string,
  parentName: string,
  type: GraphQLOutputType,
  args: Record<string, unknown>,
): number {
  const fieldType = getNullableType(type);
  // Returns 1, because the length of the connection around the edges or nodes is already a factor.
  if ((fieldName === 'edges' || fieldName === 'nodes') && parentName.endsWith('Connection')) return 1;
  if (Array.isArray(args['ids'])) return args['ids'].length;
  if (typeof args['first'] === 'number') return Math.max(0, args['first']);
  if (typeof args['last'] === 'number') return Math.max(0, args['last']);
  if (String(fieldType).endsWith('Connection')) return pageLength;
  return isListType(fieldType) ? listLength : 1;
}
