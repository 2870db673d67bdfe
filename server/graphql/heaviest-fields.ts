import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { cut } from './describe-value.ts';
import { costOfCount, leafCost, lengthOf } from './field-cost.ts';
import { isIncluded } from './is-included.ts';
import { fragmentsOf } from './selected-counts.ts';

/** Field of an operation and its part of the cost. The edges and nodes of a connection are added to the connection. */
export interface HeavyField {
  /** Response names from the root, such as `datasets.items`. Each is shortened to a length that fits into a message. */
  field: string;
  points: number;
  /** The page argument of a list, if it has one. */
  page: { argument: 'first' | 'last'; size: number } | null;
  /** Points of all fields inside this field. They grow with the page of the list. */
  pointsInside: number;
}

// Maximum number of visited fields. Nested fragments can describe more fields than can be visited in a reasonable time.
const maxVisits = 10_000;

interface Walk {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
  fields: Map<string, HeavyField>;
  visits: number;
}

interface Position {
  typeName: string;
  /** Maximum number of times that the selection is loaded. */
  factor: number;
  /**
   * Maximum number of times that the parent field is loaded. It multiplies the count of a connection, which does not
   * depend on the page.
   */
  outerFactor: number;
  /** Path from the root, with only the fields that have a weight. */
  path: readonly string[];
}

/** Returns the three most expensive fields of an operation, the most expensive first. */
export function heaviestFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): HeavyField[] {
  const fragments = fragmentsOf(document);
  const walk: Walk = { schema, fragments, variables, fields: new Map(), visits: 0 };
  const root = schema.getRootType(operation.operation);
  if (root) visitSelections(walk, operation.selectionSet, { typeName: root.name, factor: 1, outerFactor: 1, path: [] });
  return [...walk.fields.values()]
    .sort((one, other) => other.points - one.points)
    .slice(0, 3)
    .map((heavy) => ({ ...heavy, field: heavy.field.split('.').map(cut).join('.') }));
}

function visitSelections(walk: Walk, { selections }: SelectionSetNode, at: Position): void {
  for (const selection of selections) {
    walk.visits += 1;
    if (walk.visits > maxVisits) return;
    if (!isIncluded(selection, walk.variables)) continue;
    if (selection.kind === Kind.FIELD) visitField(walk, selection, at);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      visitSelections(walk, selection.selectionSet, {
        ...at,
        typeName: selection.typeCondition?.name.value ?? at.typeName,
      });
    } else {
      const fragment = walk.fragments.get(selection.name.value);
      if (fragment) {
        visitSelections(walk, fragment.selectionSet, { ...at, typeName: fragment.typeCondition.name.value });
      }
    }
  }
}

function visitField(walk: Walk, node: FieldNode, { typeName, factor, outerFactor, path }: Position): void {
  const parent = walk.schema.getType(typeName);
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
  if (!parent || !field) return;
  const args = getArgumentValues(field, node, walk.variables);
  const namedType = getNamedType(field.type);
  const isPartOfConnection = /(Connection|Edge)$/.test(typeName) && ['edges', 'node', 'nodes'].includes(field.name);
  const ownPath = isPartOfConnection ? path : [...path, node.alias?.value ?? field.name];
  if (field.name === 'totalCount') addCount(walk, ownPath, outerFactor * costOfCount(parent));
  else add(walk, ownPath, factor * (isLeafType(namedType) ? leafCost(args) : 1), args);
  if (!node.selectionSet) return;
  const length = lengthOf(field.name, typeName, field.type, args);
  visitSelections(walk, node.selectionSet, {
    typeName: namedType.name,
    factor: factor * length,
    outerFactor: factor,
    path: ownPath,
  });
}

function add(walk: Walk, path: readonly string[], points: number, args: Record<string, unknown>) {
  if (points === 0) return;
  const name = path.join('.');
  const known = walk.fields.get(name);
  const field = known ?? { field: name, points: 0, page: pageOf(args), pointsInside: -points };
  walk.fields.set(name, field);
  field.points += points;
  for (let length = 1; length <= path.length; length += 1) {
    const around = walk.fields.get(path.slice(0, length).join('.'));
    if (around) around.pointsInside += points;
  }
}

/** Adds the points of a count. They do not depend on the page length of the counted list. */
function addCount(walk: Walk, path: readonly string[], points: number): void {
  add(walk, path, points, {});
  const list = walk.fields.get(path.slice(0, -1).join('.'));
  if (list && points > 0) list.pointsInside -= points;
}

function pageOf({ first, last }: Record<string, unknown>): HeavyField['page'] {
  if (typeof first === 'number') return { argument: 'first', size: first };
  return typeof last === 'number' ? { argument: 'last', size: last } : null;
}
