import { decodeGlobalID } from '@pothos/plugin-relay';
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { Compilation } from './compilation.ts';
import { compileRows } from './compile-rows.ts';
import type { Piece, PlanRequest, TypePlan, Variables } from './field-plan.ts';
import { Unplannable } from './unplanned.ts';

/** Compiles `node(id:)` for ids of one type. Each type has a separate plan. */
export function compileNode(
  compilation: Compilation,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  selectionSets: readonly SelectionSetNode[],
): Piece {
  const idIn = (variables: Variables): unknown => Reflect.get(compilation.argumentsOf(field, node, variables), 'id');
  const { type, from } = requireNodeType(compilation.document.schema, idIn(compilation.document.variables));
  const rows = from(compilation, ({ variables }: PlanRequest) => {
    const { typename, id } = readNodeId(idIn(variables));
    if (typename !== type.name) throw noNode();
    return id;
  });
  return compileRows(compilation, type, {}, rows, selectionSets);
}

/** Returns the type of a global id, and the plan that finds its rows. Throws `Unplannable` for any other id. */
export function requireNodeType(
  schema: GraphQLSchema,
  id: unknown,
): { type: GraphQLObjectType; from: NonNullable<TypePlan['from']> } {
  const type = schema.getType(readNodeId(id).typename);
  const from = isObjectType(type) ? type.extensions.plan?.from : undefined;
  if (!isObjectType(type) || !from) throw noNode();
  return { type, from };
}

function readNodeId(id: unknown): { typename: string; id: string } {
  if (typeof id !== 'string') throw noNode();
  try {
    return decodeGlobalID(id);
  } catch (error) {
    throw noNode({ cause: error });
  }
}

function noNode(options?: ErrorOptions) {
  return new Unplannable({ kind: 'NODE_ID' }, options);
}
