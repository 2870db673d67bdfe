import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { StatementText } from '#database/statement-text.ts';
import { requireStorable } from '#domain/require-storable.ts';
import { type Planned, planOperation } from '#plan/plan-operation.ts';
import { type CoercedVariables, coerceVariables, type Variables } from './coerce-variables.ts';
import { costOfOperation } from './cost.ts';
import { keptPlansOfOperation } from './kept-plans.ts';
import { KeptStatements } from './kept-statements.ts';

/** Operation of a document, with all values that are the same for each of its requests. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Copy of the document whose variables have the type JSON, so that the executor does not coerce them again. */
  readonly executable: DocumentNode;
  /** Whether the operation reads `__schema` or `__type`. */
  readonly readsSchema: boolean;
  /** Whether the database can store all texts in the document. */
  readonly hasStorableLiterals: boolean;
  /** Returns the variables of a request, coerced to their types. */
  coerce: (given: Variables) => CoercedVariables;
  /** Returns the cost of the operation for coerced variables. */
  cost: (coerced: Variables) => number;
  /** Returns the plan of the operation for coerced variables. */
  plan: (coerced: Variables) => Planned;
  /** Returns the SQL statement with this text, which the plan has written. */
  statement: (text: string) => StatementText;
}

/** An operation of a request, after its variables were coerced and its cost was computed. */
export interface RequestedOperation {
  prepared: PreparedOperation;
  variables: Variables;
  cost: number;
}

const prepared = new WeakMap<DocumentNode, Map<string, PreparedOperation>>();

/**
 * Returns an operation of a document. Prepares it once for all requests with the same document. Returns null if the
 * document has no such operation.
 */
export function prepareOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): PreparedOperation | null {
  const operations = prepared.get(document) ?? new Map<string, PreparedOperation>();
  prepared.set(document, operations);
  const name = operationName ?? '';
  const known = operations.get(name);
  if (known) return known;
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const statements = new KeptStatements();
  const executable = withVariablesAsGiven(document);
  const made: PreparedOperation = {
    document,
    operation,
    executable,
    readsSchema: readsSchema(document),
    hasStorableLiterals: hasStorableLiterals(document),
    coerce: (given) => coerceVariables(schema, operation, given),
    cost: costOfOperation(schema, executable, operation),
    plan: planOperation(schema, document, operation, keptPlansOfOperation()),
    statement: (text) => statements.of(text),
  };
  operations.set(name, made);
  return made;
}

/** Returns whether the database can store all strings of an input. Otherwise the resolvers throw the error. */
export function hasStorableTexts(input: unknown): boolean {
  try {
    requireStorable(input, '');
    return true;
  } catch {
    return false;
  }
}

/** Returns a document whose variables are not coerced again. */
function withVariablesAsGiven(document: DocumentNode): DocumentNode {
  return visit(document, {
    VariableDefinition: ({ variable }): VariableDefinitionNode => ({
      kind: Kind.VARIABLE_DEFINITION,
      variable,
      type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } },
    }),
  });
}

function readsSchema(document: DocumentNode): boolean {
  let reads = false;
  visit(document, {
    Field({ name }) {
      reads ||= name.value === '__schema' || name.value === '__type';
    },
  });
  return reads;
}

function hasStorableLiterals(document: DocumentNode): boolean {
  let storable = true;
  visit(document, {
    StringValue({ value }) {
      storable &&= hasStorableTexts(value);
    },
  });
  return storable;
}
