import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Context } from '#domain/context.ts';
import { collectFields } from './collect-fields.ts';
import { asObject, type Compilation, planOf, requireField, selectionsOf } from './compilation.ts';
import { hole } from './holes.ts';
import { type CallPlan, type Piece, type Row, Unplannable } from './plan.ts';

/**
 * Compiles a field that needs this process. The statement leaves a hole with the values that the call needs, and the
 * result fills it.
 */
export function compileCall(
  compilation: Compilation,
  field: GraphQLField<unknown, unknown>,
  plan: CallPlan,
  row: Row,
  nodes: readonly FieldNode[],
): Piece {
  const needs = Object.entries(plan.needs(row));
  const type = asObject(getNamedType(field.type));
  if (isListType(isNonNullType(field.type) ? field.type.ofType : field.type)) throw new Unplannable(field.name);
  compilation.guards.add(type);
  const print = printerOf(compilation, type, nodes);
  const name = `call${compilation.fillers.size}`;
  compilation.fillers.set(name, async (payload, { context, variables }) => {
    const found = JSON.parse(payload) as unknown[];
    const values = Object.fromEntries(needs.map(([key], index) => [key, found[index]]));
    const args = compilation.argumentsOf(field, nodes[0]!, variables);
    return print(await plan.call(values as never, args as never, context), context);
  });
  return hole(name, `json_build_array(${needs.map(([, sql]) => sql).join(', ')})::text`);
}

/** Returns a function that writes an object whose fields are plain values, through the resolvers of its type. */
function printerOf(compilation: Compilation, type: GraphQLObjectType, nodes: readonly FieldNode[]) {
  const writers = [...collectFields(compilation.document, type, selectionsOf(nodes))].map(([name, [node]], index) => {
    const label = `${index === 0 ? '{' : ','}"${name}":`;
    if (node!.name.value === '__typename') return () => `${label}"${type.name}"`;
    const field = requireField(type, node!.name.value);
    compilation.guards.add(field);
    const leaf = isNonNullType(field.type) ? field.type.ofType : field.type;
    if (!isLeafType(leaf) || planOf(field) || field.args.length > 0) throw new Unplannable(field.name);
    const read = readerOf(field);
    return (parent: unknown, context: Context) => {
      const value = read(parent, context);
      if (value === null || value === undefined || value instanceof Promise) throw new TypeError(field.name);
      return label + JSON.stringify(leaf.serialize(value));
    };
  });
  return (parent: unknown, context: Context) => {
    let text = '';
    for (const writer of writers) text += writer(parent, context);
    return writers.length === 0 ? '{}' : `${text}}`;
  };
}

function readerOf({
  extensions,
  name,
}: GraphQLField<unknown, unknown>): (parent: unknown, context: Context) => unknown {
  const exposed = extensions['pothosExposedField'];
  if (typeof exposed === 'string') return (parent) => (parent as Record<string, unknown>)[exposed];
  const resolve = extensions['pothosOriginalResolve'];
  if (typeof resolve !== 'function') throw new Unplannable(name);
  return (parent, context) => (resolve as (...given: unknown[]) => unknown)(parent, {}, context);
}
