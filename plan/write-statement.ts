import type { Plan } from './compile-operation.ts';
import type { PlanRequest } from './field-plan.ts';
import { fillHoles } from './holes.ts';
import { write } from './piece.ts';
import { Unplannable, type Unplanned } from './unplanned.ts';

/** A statement of one row, with the JSON text of each field at the root. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** The parts of a request that decide its statement. */
export type Asked = Pick<PlanRequest, 'context' | 'variables'>;

/**
 * Writes the statement of one request. Returns the reason if the viewer, a rule or a value of the request leaves it to
 * the resolvers.
 */
export function writeStatement(plan: Plan, { context, variables }: Asked): Statement | { unplanned: Unplanned } {
  const { models, isRefusal } = plan.settings;
  if (!plan.guards.admits(context)) return { unplanned: { kind: 'VIEWER' } };
  const values: unknown[] = [];
  const request: PlanRequest = {
    context,
    variables,
    models,
    bind(value) {
      values.push(value);
      return `$${values.length}`;
    },
    sql(fragment) {
      let text = fragment.strings[0]!;
      fragment.values.forEach((value, index) => {
        text += request.bind(value) + fragment.strings[index + 1]!;
      });
      return text;
    },
  };
  try {
    return { text: `SELECT ${plan.roots.map(({ json }) => write(json, request)).join(', ')}`, values };
  } catch (error) {
    if (error instanceof Unplannable) return { unplanned: error.reason };
    if (isRefusal(error)) return { unplanned: { kind: 'REFUSED' } };
    throw error;
  }
}

/** Returns the JSON text of the operation's `data`, from the row that the statement found. */
export function writeAnswer(plan: Plan, row: readonly (string | null)[], asked: Asked): string | Promise<string> {
  const text = plan.roots.map(({ name }, index) => `"${name}":${row[index] ?? 'null'}`).join(',');
  return fillHoles(`{${text}}`, plan.fillers, asked);
}
