import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { Stopped } from '#database/interruptible-work.ts';
import { readStatement } from '#database/tenant-statement.ts';
import type { Unplanned } from '#plan/unplanned.ts';
import { writeAnswer, writeStatement } from '#plan/write-statement.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { RequestContext } from './arriving-request.ts';
import { JsonText } from './json-text.ts';
import { hasStorableTexts, type RequestedOperation } from './prepared-operation.ts';
import { type IntrospectionPolicy, maySeeSchema } from './restrict-introspection.ts';

/** Reason why the resolvers executed an operation. */
type ResolverReason =
  | Unplanned
  /** The database cannot store a string of the request. The resolvers report the error. */
  | { kind: 'TEXT' }
  /** The result of the statement has a value that only the resolvers can return. */
  | { kind: 'GAVE_UP' }
  /** The statement failed. */
  | { kind: 'FAILED' };

type Answer = { data: string; reason?: undefined } | { data?: undefined; reason: ResolverReason };

interface Options {
  introspection: IntrospectionPolicy;
  metrics: Metrics | null;
}

/**
 * Executes an operation as one SQL statement if it can be planned. The resolvers execute every operation that has no
 * plan or whose plan fails, with the same response.
 *
 * The reason for using the resolvers is logged at debug level and counted. GraphiQL shows it in `extensions.plan` to
 * users who may see the schema.
 */
export function answerByPlans({ introspection, metrics }: Options): Plugin<RequestContext> {
  return {
    onExecute({ args: { contextValue }, executeFn, setExecuteFn }) {
      const { requested } = contextValue;
      if (!requested) return;
      setExecuteFn(async (args: ExecutionArgs): Promise<object> => {
        const { data, reason } = await answer(requested, contextValue);
        metrics?.plans.inc({ reason: reason?.kind ?? 'NONE' });
        if (reason) contextValue.logger.debug({ unplanned: reason }, 'The resolvers answer an operation.');
        const result: object = reason ? await executeFn(args) : { data: new JsonText(data) };
        const isShown = contextValue.isFromGraphiql && maySeeSchema(introspection, contextValue.viewer);
        return isShown ? withPlan(result, reason ?? null) : result;
      });
    },
  };
}

/** Adds the reason why an operation has no plan to the extensions of its result. Null means that it was planned. */
function withPlan(result: { extensions?: object }, unplanned: ResolverReason | null) {
  return { ...result, extensions: { ...result.extensions, plan: { planned: unplanned === null, unplanned } } };
}

async function answer({ prepared, variables }: RequestedOperation, context: RequestContext): Promise<Answer> {
  // Checks the strings first, so that the planner never receives one that is too long.
  if (!prepared.hasStorableLiterals || !hasStorableTexts(variables)) return { reason: { kind: 'TEXT' } };
  const { plan, unplanned } = prepared.plan(variables);
  if (unplanned) return { reason: unplanned };
  try {
    const request = { context, variables };
    const statement = writeStatement(plan, request);
    if ('unplanned' in statement) return { reason: statement.unplanned };
    const { text, values } = statement;
    const row = await readStatement(context.db, { text: prepared.statement(text), values }, context.work);
    return row ? { data: await writeAnswer(plan, row, request) } : { reason: { kind: 'GAVE_UP' } };
  } catch (error) {
    if (error instanceof Stopped) throw error;
    context.logger.warn({ error }, 'A planned operation falls back to the resolvers.');
    return { reason: { kind: 'FAILED' } };
  }
}
