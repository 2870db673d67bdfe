import type { TextStatement } from '#database/text-query.ts';
import type { Context } from '#domain/context.ts';
import { DomainError } from '#domain/errors.ts';
import type { Prisma } from '#prisma/client/client.ts';
import type { Plan } from './compile-operation.ts';
import { fillHoles } from './holes.ts';
import { write } from './piece.ts';
import { type Arguments, type PlanRequest, Unplannable } from './plan.ts';

export interface Asked {
  context: Context;
  variables: Arguments;
  /** Runs the statement as the viewer's organizations. Returns its row, or null if the statement gave up. */
  run: (statement: TextStatement) => Promise<readonly (string | null)[] | null>;
}

/**
 * Returns the JSON text of an operation's `data`. Returns null if the ordinary resolvers have to run, as for every
 * error.
 */
export async function answerByPlan(plan: Plan, { context, variables, run }: Asked): Promise<string | null> {
  if (!plan.guards.admits(context)) return null;
  const statement = writeStatement(plan, context, variables);
  const row = statement && (await run(statement));
  if (!row) return null;
  const text = plan.roots.map(({ name }, index) => `"${name}":${row[index] ?? 'null'}`).join(',');
  return fillHoles(`{${text}}`, plan.fillers, { context, variables });
}

/**
 * Writes the statement of one request. Its single row has the JSON text of each field at the root. Returns null if a
 * value of the request is invalid or has no plan.
 */
export function writeStatement(plan: Plan, context: Context, variables: Arguments): TextStatement | null {
  const values: unknown[] = [];
  const request: PlanRequest = {
    context,
    variables,
    mark: (piece) => plan.texts.markOf(piece),
    bind(value) {
      values.push(value);
      return `$${values.length}`;
    },
    sql(fragment: Prisma.Sql) {
      let text = fragment.strings[0]!;
      fragment.values.forEach((value, index) => {
        text += request.bind(value) + fragment.strings[index + 1]!;
      });
      return text;
    },
  };
  try {
    const marked = `SELECT ${plan.roots.map(({ json }) => write(json, request)).join(', ')}`;
    return { text: plan.texts.textOf(marked), values };
  } catch (error) {
    if (error instanceof Unplannable || error instanceof DomainError) return null;
    throw error;
  }
}
