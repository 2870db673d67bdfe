import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isNonNullType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields } from './collect-fields.ts';
import { type Compilation, modelOf, requireField, scopeOf, selectionsOf } from './compilation.ts';
import { compileCall } from './compile-call.ts';
import { compileConnection } from './compile-connection.ts';
import { compileRows } from './compile-rows.ts';
import type { Piece, Row } from './field-plan.ts';
import { literal, mapPiece } from './piece.ts';
import { globalIdSql, jsonSql } from './print-json.ts';
import { noPlan } from './unplanned.ts';

/**
 * Compiles the selected fields of an object. Returns the response name of each field, with an SQL expression for its
 * JSON text.
 */
export function compileObject(
  compilation: Compilation,
  type: GraphQLObjectType,
  row: Row,
  selectionSets: readonly SelectionSetNode[],
): [name: string, json: Piece][] {
  compilation.guards.add(type);
  for (const implemented of type.getInterfaces()) compilation.guards.add(implemented);
  return [...collectFields(compilation.document, type, selectionSets)].map(([name, nodes]) => [
    name,
    compileField(compilation, type, row, nodes),
  ]);
}

/** Compiles one field to an SQL expression for its JSON text, depending on the kind of its plan. */
export function compileField(
  compilation: Compilation,
  type: GraphQLObjectType,
  row: Row,
  nodes: readonly FieldNode[],
): Piece {
  const node = nodes[0]!;
  if (node.name.value === '__typename') return literal(`"${type.name}"`);
  const field = requireField(type, node.name.value);
  compilation.guards.add(field);
  const scope = scopeOf(compilation, field, node);
  const { plan } = field.extensions;
  switch (plan?.kind) {
    case 'value':
      return mapPiece(plan.sql(row, scope), (sql) => jsonSql(field.type, sql));
    case 'rows':
      return compileRows(compilation, field.type, plan, plan.from(row, scope), selectionsOf(nodes));
    case 'connection':
      return compileConnection(compilation, getNamedType(field.type), plan, row, scope, selectionsOf(nodes));
    case 'call':
      return compileCall(compilation, field, plan, row, nodes);
    default:
      return compileColumn(compilation, type, field, row);
  }
}

/** Compiles a field that exposes a column of its model or the global id of a node. */
function compileColumn(
  { settings: { models } }: Compilation,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  row: Row,
): Piece {
  const model = modelOf(type);
  const { plan } = type.extensions;
  const { self } = row;
  if (!self) throw noPlan(type, field.name);
  if (field.name === 'id' && type.getInterfaces().some(({ name }) => name === 'Node')) {
    return plan?.id ? globalIdSql(type.name, plan.id(row), true) : globalIdSql(type.name, `${self}.id`);
  }
  const exposed = field.extensions['pothosExposedField'];
  if (plan?.isJson && typeof exposed === 'string') return jsonSql(field.type, `(${self}->>'${exposed}')`);
  const column = model && typeof exposed === 'string' ? models.field(model, exposed) : undefined;
  if (!model || !column || column.kind === 'object' || (isNonNullType(field.type) && !column.isRequired)) {
    throw noPlan(type, field.name);
  }
  return jsonSql(field.type, `${self}.${models.column(model, column.name)}`);
}
