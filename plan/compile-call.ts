import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { collectFields } from './collect-fields.ts';
import { asObject, type Compilation, requireField, selectionsOf } from './compilation.ts';
import type { CallPlan, FoundValues, Needs, Piece, Row } from './field-plan.ts';
import { hole } from './holes.ts';
import type { PlanContext } from './register.ts';
import { noPlan, Unplannable } from './unplanned.ts';

/**
 * Compiles a field that this process computes. The result of the statement contains a placeholder (a hole) with the
 * input values, which is replaced by the field's JSON.
 */
export function compileCall(
  compilation: Compilation,
  field: GraphQLField<unknown, unknown>,
  plan: CallPlan,
  row: Row,
  nodes: readonly FieldNode[],
): Piece {
  const type = asObject(getNamedType(field.type));
  if (isListType(isNonNullType(field.type) ? field.type.ofType : field.type)) {
    throw new Unplannable({ kind: 'TYPE', type: String(field.type) });
  }
  compilation.guards.add(type);
  const needed: string[] = [];
  const planned = plan.prepare(row, needsInto(needed));
  const print = printerOf(compilation, type, nodes);
  const name = `call${compilation.fillers.size}`;
  compilation.fillers.set(name, async (payload, { context, variables }) => {
    const found: unknown = JSON.parse(payload);
    if (!Array.isArray(found)) throw new TypeError(field.name);
    const args = compilation.argumentsOf(field, nodes[0]!, variables);
    return print(await planned.call(found, args, context), context);
  });
  return hole(name, `json_build_array(${needed.join(', ')})::text`);
}

/**
 * Returns functions that add an SQL expression to a list. Each function returns a reader for the value of its
 * expression.
 */
function needsInto(needed: string[]): Needs {
  const need = (sql: string) => {
    const index = needed.push(sql) - 1;
    return (found: FoundValues) => found[index];
  };
  const reader =
    <Value>(is: (value: unknown) => value is Value) =>
    (sql: string) => {
      const read = need(sql);
      return (found: FoundValues): Value => {
        const value = read(found);
        if (!is(value)) throw new TypeError(`A statement found another kind of value than expected for ${sql}.`);
        return value;
      };
    };
  return {
    text: reader((value) => typeof value === 'string'),
    textOrNull: reader((value) => typeof value === 'string' || value === null),
    boolean: reader((value) => typeof value === 'boolean'),
    oneOf: <Value extends string>(sql: string, values: readonly Value[]) =>
      reader((value): value is Value => values.some((one) => one === value))(sql),
  };
}

/**
 * Returns a function that writes an object as JSON. Its fields must be scalars, and are computed by the resolvers of
 * the type.
 */
function printerOf(compilation: Compilation, type: GraphQLObjectType, nodes: readonly FieldNode[]) {
  const writers = [...collectFields(compilation.document, type, selectionsOf(nodes))].map(([name, [node]], index) => {
    const label = `${index === 0 ? '{' : ','}"${name}":`;
    if (node!.name.value === '__typename') return () => `${label}"${type.name}"`;
    const field = requireField(type, node!.name.value);
    compilation.guards.add(field);
    const leaf = isNonNullType(field.type) ? field.type.ofType : field.type;
    if (!isLeafType(leaf) || field.extensions.plan || field.args.length > 0) throw noPlan(type, field.name);
    const read = readerOf(type, field);
    return (parent: unknown, context: PlanContext) => {
      const value = read(parent, context);
      if (value === null || value === undefined || value instanceof Promise) throw new TypeError(field.name);
      return label + JSON.stringify(leaf.serialize(value));
    };
  });
  return (parent: unknown, context: PlanContext) => {
    let text = '';
    for (const writer of writers) text += writer(parent, context);
    return writers.length === 0 ? '{}' : `${text}}`;
  };
}

function readerOf(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): (parent: unknown, context: PlanContext) => unknown {
  const exposed = field.extensions['pothosExposedField'];
  if (typeof exposed === 'string') {
    return (parent) => (typeof parent === 'object' && parent !== null ? Reflect.get(parent, exposed) : undefined);
  }
  const resolve = field.extensions['pothosOriginalResolve'];
  if (typeof resolve !== 'function') throw noPlan(type, field.name);
  return (parent, context): unknown => resolve(parent, {}, context);
}
