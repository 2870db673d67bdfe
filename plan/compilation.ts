import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { Document } from './collect-fields.ts';
import type { ConnectionPlan, Piece, PlanRequest, PlanScope, Row, Variables } from './field-plan.ts';
import type { Guards } from './guards.ts';
import type { Filler } from './holes.ts';
import { join, literal } from './piece.ts';
import type { PlanSettings } from './settings.ts';
import { noPlan, Unplannable } from './unplanned.ts';

/** State of the compiler for one operation. */
export interface Compilation {
  document: Document;
  settings: PlanSettings;
  guards: Guards;
  fillers: Map<string, Filler>;
  /** Returns an alias that the statement does not use yet. */
  alias: (name: string) => string;
  argumentsOf: (field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables) => object;
  /**
   * Compiles the selected fields of an object. Returns the response name of each field, with an SQL expression for its
   * JSON text.
   */
  fields: (type: GraphQLObjectType, row: Row, selectionSets: readonly SelectionSetNode[]) => [string, Piece][];
  /**
   * Compiles alternatives of which only one applies to a row. They may use the same aliases, because only one of them
   * is evaluated.
   */
  alternatives: <Alternative, Result>(of: readonly Alternative[], compile: (one: Alternative) => Result) => Result[];
  /**
   * Adds a permission check to the JSON of rows at the root: the viewer must have access to the rows' organization.
   * Returns the JSON of nested rows unchanged.
   */
  outermost: (row: Row, json: Piece) => Piece;
}

/** Connection whose fields are compiled. */
export interface Surrounding {
  plan: ConnectionPlan;
  scope: PlanScope;
}

export function scopeOf(
  compilation: Compilation,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  surrounding?: Surrounding,
): PlanScope {
  return {
    alias: compilation.alias,
    args: ({ variables }) => compilation.argumentsOf(field, node, variables),
    argsOf<ListArgs extends object>(connection: ConnectionPlan<ListArgs>, request: PlanRequest) {
      if (surrounding?.plan !== connection) throw new Error(`${field.name} belongs to another connection.`);
      // The check above guarantees that these arguments belong to `connection`, but TypeScript cannot infer it.
      return surrounding.scope.args(request) as ListArgs;
    },
  };
}

/** Returns SQL for a JSON object with these entries. The values are SQL expressions of JSON text. */
export function objectSql(entries: readonly (readonly [string, Piece])[]): Piece {
  return join(...objectParts(entries));
}

/**
 * Returns the parts of SQL for a JSON object, which the caller joins in this order. The values are included unchanged.
 * Without entries, the object is `{}`, because directives can exclude all fields.
 */
export function objectParts<Value>(entries: readonly (readonly [name: string, value: Value])[]): (string | Value)[] {
  if (entries.length === 0) return [`'{}'`];
  const members = entries.flatMap(([name, value], index) => [
    `${literal(`${index === 0 ? '{' : ','}"${name}":`)} || `,
    value,
    ' || ',
  ]);
  return ['(', ...members, `'}')`];
}

/** Returns the Prisma model of a type. */
export function modelOf({ extensions }: GraphQLObjectType): string | undefined {
  const known = extensions['pothosPrismaModel'];
  return extensions.plan?.model ?? (typeof known === 'string' ? known : undefined);
}

export function selectionsOf(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

export function asObject(type: GraphQLNamedType): GraphQLObjectType {
  if (!isObjectType(type)) throw new Unplannable({ kind: 'TYPE', type: type.name });
  return type;
}

export function requireField(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> {
  const field = type.getFields()[name];
  if (!field) throw noPlan(type, name);
  return field;
}
