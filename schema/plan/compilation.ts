import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { Document } from './collect-fields.ts';
import type { Guards } from './guards.ts';
import type { Filler } from './holes.ts';
import { join, literal } from './piece.ts';
import {
  type Arguments,
  type FieldPlan,
  type Piece,
  type PlanRequest,
  type PlanScope,
  type Row,
  type TypePlan,
  Unplannable,
} from './plan.ts';

/** State of the compilation of one operation. */
export interface Compilation {
  document: Document;
  guards: Guards;
  fillers: Map<string, Filler>;
  /** Returns a name that the statement does not use yet. */
  alias: (name: string) => string;
  argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Arguments): Arguments;
  /** Compiles the selected fields of an object: by response name, an SQL expression of the JSON text over its row. */
  fields(type: GraphQLObjectType, row: Row, selectionSets: readonly SelectionSetNode[]): [string, Piece][];
  /**
   * Compiles alternatives of which only one applies to a row. They may use the same aliases, so each starts from the
   * same names.
   */
  alternatives<Alternative, Result>(of: readonly Alternative[], compile: (one: Alternative) => Result): Result[];
  /**
   * Wraps the JSON of rows at the root in a check that their organization admits the viewer. Returns other rows' JSON
   * unchanged.
   */
  outermost(row: Row, json: Piece): Piece;
}

export function scopeOf(
  compilation: Compilation,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  connection?: PlanScope,
): PlanScope {
  return {
    alias: compilation.alias,
    args: ({ variables }: PlanRequest) => compilation.argumentsOf(field, node, variables),
    connectionArgs: (request: PlanRequest) => connection?.args(request) ?? {},
  };
}

/** Returns SQL for a JSON object with these entries. The values are SQL expressions of JSON text. */
export function objectSql(entries: readonly (readonly [string, Piece])[]): Piece {
  if (entries.length === 0) return `'{}'`;
  const pieces = entries.map(([name, value], index) =>
    join(`${literal(`${index === 0 ? '{' : ','}"${name}":`)} || `, value, ' || '),
  );
  return join('(', ...pieces, `'}')`);
}

export function planOf(field: GraphQLField<unknown, unknown>): FieldPlan | undefined {
  return field.extensions['plan'] as FieldPlan | undefined;
}

export function typePlanOf(type: GraphQLObjectType): TypePlan | undefined {
  return type.extensions['plan'] as TypePlan | undefined;
}

/** Returns the Prisma model of a type. */
export function modelOf(type: GraphQLObjectType): string | undefined {
  return typePlanOf(type)?.model ?? (type.extensions['pothosPrismaModel'] as string | undefined);
}

export function selectionsOf(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

export function asObject(type: GraphQLNamedType): GraphQLObjectType {
  if (!isObjectType(type)) throw new Unplannable(type.name);
  return type;
}

export function requireField(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> {
  const field = type.getFields()[name];
  if (!field) throw new Unplannable(name);
  return field;
}
