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
} from 'graphql';
import { collectFields } from './collect-fields.ts';
import { type Compilation, planOf, requireField, selectionsOf } from './compilation.ts';
import { compileNode } from './compile-node.ts';
import { compileField, compileObject } from './compile-object.ts';
import { Guards } from './guards.ts';
import type { Filler } from './holes.ts';
import { KeptTexts } from './kept-texts.ts';
import { giveUp, join } from './piece.ts';
import { type Arguments, type Piece, type PlanRequest, Unplannable } from './plan.ts';

/** The statement of an operation, for any viewer. Contains no data of a tenant. */
export interface Plan {
  /** Response name of each field at the root, and an SQL expression of its JSON text. */
  roots: readonly { name: string; json: Piece }[];
  guards: Guards;
  fillers: ReadonlyMap<string, Filler>;
  texts: KeptTexts;
}

/** Compiles an operation to a plan. Throws `Unplannable` with the reason if that is not possible. */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Arguments,
): Plan {
  if (operation.operation !== OperationTypeNode.QUERY || operation.directives?.length)
    throw new Unplannable('No plain query.');
  const aliases = new Map<string, number>();
  const guards = new Guards();
  let depth = 0;
  const compilation: Compilation = {
    document: { schema, fragments: fragmentsOf(document), variables },
    guards,
    fillers: new Map(),
    alias(name) {
      const count = (aliases.get(name) ?? 0) + 1;
      aliases.set(name, count);
      return `${name}${count}`;
    },
    argumentsOf,
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
            (request) => admitsSql(request, guards, `${row['self']}.org_id`),
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
  return { roots, guards, fillers: compilation.fillers, texts: new KeptTexts() };
}

function compileRoot(compilation: Compilation, query: GraphQLObjectType, nodes: readonly FieldNode[]): Piece {
  const [node] = nodes;
  if (node!.name.value === 'node') {
    const field = requireField(query, 'node');
    compilation.guards.add(field);
    return compileNode(compilation, field, node!, selectionsOf(nodes));
  }
  if (node!.name.value !== '__typename') {
    const plan = planOf(requireField(query, node!.name.value));
    if (plan?.kind !== 'rows' && plan?.kind !== 'connection') throw new Unplannable(node!.name.value);
  }
  return compileField(compilation, query, {}, nodes);
}

function admitsSql(request: PlanRequest, guards: Guards, column: string): string {
  const admitted = guards.organizations(request.context);
  return admitted.length === 0 ? 'FALSE' : `${column} IN (${admitted.map((orgId) => request.bind(orgId)).join(', ')})`;
}

const constantArguments = new WeakMap<FieldNode, Arguments>();

function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Arguments): Arguments {
  const known = constantArguments.get(node);
  if (known) return known;
  const args = getArgumentValues(field, node, variables);
  if (!node.arguments?.some(({ value }) => mentionsVariable(value))) constantArguments.set(node, args);
  return args;
}

function mentionsVariable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, values, fields } = value as { kind?: string; values?: unknown[]; fields?: { value: unknown }[] };
  return (
    kind === Kind.VARIABLE ||
    (values?.some(mentionsVariable) ?? false) ||
    (fields?.some((field) => mentionsVariable(field.value)) ?? false)
  );
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  return Object.fromEntries(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}
