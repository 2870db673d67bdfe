import { decodeGlobalID } from '@pothos/plugin-relay';
import { type FieldNode, type GraphQLField, isObjectType, type SelectionSetNode } from 'graphql';
import { type Compilation, typePlanOf } from './compilation.ts';
import { compileRows } from './compile-rows.ts';
import { type Arguments, type Piece, type PlanRequest, Unplannable } from './plan.ts';

/** Compiles `node(id:)` for ids of one type. Each requested type gets a separate plan. */
export function compileNode(
  compilation: Compilation,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  selectionSets: readonly SelectionSetNode[],
): Piece {
  const idIn = (variables: Arguments) => readNodeId(compilation.argumentsOf(field, node, variables)['id']);
  const { typename } = idIn(compilation.document.variables);
  const type = compilation.document.schema.getType(typename);
  if (!isObjectType(type)) throw new Unplannable(typename);
  const plan = typePlanOf(type);
  if (!plan?.from) throw new Unplannable(typename);
  const rows = plan.from(compilation, ({ variables }: PlanRequest) => {
    const asked = idIn(variables);
    if (asked.typename !== typename) throw new Unplannable(asked.typename);
    return asked.id;
  });
  return compileRows(compilation, type, {}, rows, selectionSets);
}

export function readNodeId(id: unknown): { typename: string; id: string } {
  if (typeof id !== 'string') throw new Unplannable('An id that is none.');
  try {
    return decodeGlobalID(id);
  } catch (error) {
    throw new Unplannable('An id that is none.', { cause: error });
  }
}
