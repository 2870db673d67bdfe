import { decodeGlobalID } from '@pothos/plugin-relay';
import { type FieldNode, type GraphQLField, isObjectType, type SelectionSetNode } from 'graphql';
import type { Compilation } from './compilation.ts';
import { compileRows } from './compile-rows.ts';
import type { Piece, PlanRequest } from './field-plan.ts';
import { Unplannable } from './unplanned.ts';

/** Compiles `node(id:)` for ids of one type. Each requested type gets a separate plan. */
export function compileNode(
  compilation: Compilation,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  selectionSets: readonly SelectionSetNode[],
): Piece {
  const idIn = (variables: PlanRequest['variables']) =>
    readNodeId(Reflect.get(compilation.argumentsOf(field, node, variables), 'id'));
  const { typename } = idIn(compilation.document.variables);
  const type = compilation.document.schema.getType(typename);
  if (!isObjectType(type)) throw noNode();
  const { plan } = type.extensions;
  if (!plan?.from) throw noNode();
  const rows = plan.from(compilation, ({ variables }: PlanRequest) => {
    const asked = idIn(variables);
    if (asked.typename !== typename) throw noNode();
    return asked.id;
  });
  return compileRows(compilation, type, {}, rows, selectionSets);
}

export function readNodeId(id: unknown): { typename: string; id: string } {
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
