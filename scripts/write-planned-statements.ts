import { readFileSync, writeFileSync } from 'node:fs';
import {
  type DocumentNode,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type TypeNode,
  typeFromAST,
  visit,
} from 'graphql';
import type { Context } from '#domain/context.ts';
import { defaultLimits } from '#domain/limits.ts';
import { encodeCursor } from '#domain/paging/cursor.ts';
import { anonymous, everyScope, type Viewer } from '#domain/viewer.ts';
import { planOperation } from '#plan/plan-operation.ts';
import { writeStatement } from '#plan/write-statement.ts';
import { schema } from '#schema/index.ts';
import { formatSql } from './format-sql.ts';

/**
 * Writes the SQL of each document of the viewer and of the SDK, or the reason why the document has no plan. A review of
 * these files shows how a change of the schema changes the SQL. `npm run codegen` calls this script.
 */

const sample = '00000000-0000-7000-8000-000000000000';

/** Value of required cursors. Only the document of annotations requires one. */
const cursor = encodeCursor('annotations', [sample]);

// The planner reads only these parts of a context.
const viewer: Viewer = {
  ...anonymous,
  kind: 'PERSON',
  userId: sample,
  memberships: new Map([[sample, 'VIEWER']]),
  scopes: everyScope,
};
const context = { viewer, limits: defaultLimits } as Context;

for (const client of ['client', 'sdk']) {
  const documents = Object.values(
    JSON.parse(readFileSync(`${client}/gql/persisted-documents.json`, 'utf8')) as Record<string, string>,
  );
  const sections = documents.flatMap((text) => sectionsOf(parse(text))).sort();
  writeFileSync(`schema/plans/${client}.sql`, `${sections.join('\n\n')}\n`);
}

/**
 * Returns the statements of a document. It has one for each type of node and for each combination of its `@skip` and
 * `@include` variables.
 */
function sectionsOf(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.QUERY) return [];
    const hasSwitch = definition.variableDefinitions?.some(({ type }) => isBoolean(type));
    return nodeTypes(document, definition).flatMap((nodeType) =>
      (hasSwitch ? [false, true] : [false]).map((isOn) => {
        const notes = [...(nodeType ? [`of ${nodeType}`] : []), ...(isOn ? ['with its switches on'] : [])];
        const title = [definition.name?.value ?? 'unnamed', ...notes].join(' ');
        return `-- ${title}\n${statementOf(document, definition, samplesOf(definition, nodeType, isOn))}`;
      }),
    );
  });
}

function statementOf(document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>) {
  const { plan, unplanned } = planOperation(schema, document, operation)(variables);
  const statement = plan ? writeStatement(plan, { context, variables }) : { unplanned };
  return 'text' in statement
    ? `${formatSql(statement.text)};`
    : `-- Not planned: ${JSON.stringify(statement.unplanned)}`;
}

/** Returns the types that a document selects from `node(id:)`, or null if it does not use `node`. */
function nodeTypes(document: DocumentNode, { selectionSet }: OperationDefinitionNode): (string | null)[] {
  const asksForNode = selectionSet.selections.some(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === 'node',
  );
  if (!asksForNode) return [null];
  const types = new Set<string>();
  visit(document, {
    Field(field) {
      if (field.name.value !== 'node') return;
      for (const selection of field.selectionSet?.selections ?? []) {
        if (selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition) {
          types.add(selection.typeCondition.name.value);
        }
      }
    },
  });
  return types.size > 0 ? [...types] : [null];
}

/** Returns sample values for the required variables. */
function samplesOf({ variableDefinitions = [] }: OperationDefinitionNode, nodeType: string | null, isOn: boolean) {
  const variables: Record<string, unknown> = {};
  for (const { variable, type, defaultValue } of variableDefinitions) {
    if (type.kind === Kind.NON_NULL_TYPE && !defaultValue) {
      const name = variable.name.value;
      variables[name] = name === 'after' ? cursor : valueOf(typeFromAST(schema, type.type), nodeType, isOn);
    }
  }
  return variables;
}

function valueOf(type: unknown, nodeType: string | null, isOn: boolean): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, nodeType, isOn);
  if (isListType(type)) return [valueOf(type.ofType, nodeType, isOn)];
  if (isEnumType(type)) return type.getValues()[0]!.value;
  if (isInputObjectType(type)) return {};
  switch (String(type)) {
    case 'ID':
      return Buffer.from(`${nodeType ?? 'Dataset'}:${sample}`).toString('base64');
    case 'Int':
      return 50;
    case 'Boolean':
      return isOn;
    default:
      return 'sample';
  }
}

function isBoolean(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.NAMED_TYPE && type.type.name.value === 'Boolean';
}
