import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ValueNode,
} from 'graphql';
import { collectFields } from './collect-fields.ts';
import { type Compilation, requireField, selectionsOf } from './compilation.ts';
import { compileNode } from './compile-node.ts';
import { compileField, compileObject } from './compile-object.ts';
import type { Piece, PlanRequest, Variables } from './field-plan.ts';
import { Guards } from './guards.ts';
import type { Filler } from './holes.ts';
import { giveUp, join } from './piece.ts';
import type { PlanSettings } from './settings.ts';
import { noPlan, Unplannable } from './unplanned.ts';

/** Compiled operation, which is valid for every viewer. Contains no data of a tenant. */
export interface Plan {
  /** Response name of each root field, and an SQL expression for its JSON text. */
  roots: readonly { name: string; json: Piece }[];
  guards: Guards;
  fillers: ReadonlyMap<string, Filler>;
  settings: PlanSettings;
  /** Estimated memory of the plan. */
  bytes: number;
}

/** Compiles an operation to a plan. Throws `Unplannable` with the reason if it cannot be compiled. */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Plan {
  const settings = schema.extensions.plans;
  if (!settings || operation.operation !== OperationTypeNode.QUERY || operation.directives?.length)
    throw new Unplannable({ kind: 'OPERATION' });
  const aliases = new Map<string, number>();
  const guards = new Guards(settings);
  let depth = 0;
  const compilation: Compilation = {
    document: { schema, fragments: fragmentsOf(document), variables, bytes: 0 },
    settings,
    guards,
    fillers: new Map(),
    alias(name) {
      const count = (aliases.get(name) ?? 0) + 1;
      aliases.set(name, count);
      return `${name}${count}`;
    },
    argumentsOf: argumentReader(),
    fields: (type, row, selectionSets) => {
      depth += 1;
      const fields = compileObject(compilation, type, row, selectionSets);
      depth -= 1;
      return fields;
    },
    alternatives: (of, compile) => {
      const before = new Map(aliases);
      return of.map((one) => {
        for (const name of aliases.keys()) aliases.set(name, before.get(name) ?? 0);
        return compile(one);
      });
    },
    outermost: (row, json) =>
      depth > 0
        ? json
        : join(
            '(CASE WHEN ',
            (request) => admitsSql(request, guards, `${row['self']}.${settings.tenantColumn}`),
            ' THEN ',
            json,
            ` ELSE ${giveUp(`${row['self']}.id`)} END)`,
          ),
  };
  const query = schema.getQueryType()!;
  guards.add(query);
  const roots = [...collectFields(compilation.document, query, [operation.selectionSet])].map(([name, nodes]) => ({
    name,
    json: compileRoot(compilation, query, nodes),
  }));
  return { roots, guards, fillers: compilation.fillers, settings, bytes: compilation.document.bytes };
}

function compileRoot(compilation: Compilation, query: GraphQLObjectType, nodes: readonly FieldNode[]): Piece {
  const [node] = nodes;
  const name = node!.name.value;
  if (name === 'node') {
    const field = requireField(query, 'node');
    compilation.guards.add(field);
    return compileNode(compilation, field, node!, selectionsOf(nodes));
  }
  if (name !== '__typename') {
    const { plan } = requireField(query, name).extensions;
    if (plan?.kind !== 'rows' && plan?.kind !== 'connection') throw noPlan(query, name);
  }
  return compileField(compilation, query, {}, nodes);
}

function admitsSql(request: PlanRequest, guards: Guards, column: string): string {
  const admitted = guards.tenants(request.context);
  return admitted.length === 0 ? 'FALSE' : `${column} IN (${admitted.map((id) => request.bind(id)).join(', ')})`;
}

/** Returns a function that computes the arguments of a field. Computes arguments without variables only once. */
function argumentReader(): Compilation['argumentsOf'] {
  const constant = new Map<FieldNode, object>();
  return (field: GraphQLField<unknown, unknown>, node, variables) => {
    const known = constant.get(node);
    if (known) return known;
    const args = getArgumentValues(field, node, variables);
    if (!node.arguments?.some(({ value }) => mentionsVariable(value))) constant.set(node, args);
    return args;
  };
}

function mentionsVariable(value: ValueNode): boolean {
  switch (value.kind) {
    case Kind.VARIABLE:
      return true;
    case Kind.LIST:
      return value.values.some(mentionsVariable);
    case Kind.OBJECT:
      return value.fields.some((field) => mentionsVariable(field.value));
    default:
      return false;
  }
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  return Object.fromEntries(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}
