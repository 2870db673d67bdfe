import { type DocumentNode, type ExecutionArgs, type ExecutionResult, getOperationAST, visit } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { Stopped } from '#database/interruptible-work.ts';
import { readStatement } from '#database/tenant-statement.ts';
import { requireStorable } from '#domain/require-storable.ts';
import { answerByPlan } from '#schema/plan/answer-by-plan.ts';
import { planOperation } from '#schema/plan/plan-operation.ts';
import type { RequestContext } from './arriving-request.ts';
import { coerceVariables } from './coerce-variables.ts';
import { JsonText } from './json-text.ts';

/**
 * Responds to an operation with the one SQL statement that it can be planned into. The resolvers run every operation
 * that has no plan or whose plan fails. Their response is the same.
 */
export function answerByPlans(): Plugin<RequestContext> {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args: ExecutionArgs): Promise<ExecutionResult> => {
        const data = await planned(args);
        return data === null ? executeFn(args) : ({ data: new JsonText(data) } as object);
      });
    },
  };
}

/** Returns whether the resolvers would accept the texts of an input. For others, the resolvers throw the error. */
function isStorable(input: unknown): boolean {
  try {
    requireStorable(input, '');
    return true;
  } catch {
    return false;
  }
}

const known = new WeakMap<DocumentNode, boolean>();

function hasStorableTexts(document: DocumentNode): boolean {
  let storable = known.get(document);
  if (storable === undefined) {
    storable = true;
    visit(document, {
      StringValue({ value }) {
        storable &&= isStorable(value);
      },
    });
    known.set(document, storable);
  }
  return storable;
}

async function planned(args: ExecutionArgs): Promise<string | null> {
  const { schema, document, operationName, variableValues } = args;
  const operation = getOperationAST(document, operationName);
  const coerced = operation && coerceVariables(schema, operation, variableValues ?? {}).variables;
  if (!coerced || !isStorable(coerced) || !hasStorableTexts(document)) return null;
  const plan = planOperation(schema, document, operationName, coerced);
  if (!plan) return null;
  const context = args.contextValue as RequestContext;
  try {
    return await answerByPlan(plan, {
      context,
      variables: coerced,
      run: (statement) => readStatement(context.db, statement, context.work),
    });
  } catch (error) {
    if (error instanceof Stopped) throw error;
    context.logger.warn({ error }, 'A planned operation is left to the resolvers.');
    return null;
  }
}
