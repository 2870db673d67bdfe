import type { Plan } from './compile-operation.ts';
import type { RequestParts } from './field-plan.ts';
import { fillHoles } from './holes.ts';
import { write } from './piece.ts';
import { planRequest } from './plan-request.ts';
import { Unplannable, type Unplanned } from './unplanned.ts';

/** A statement of one row, with the JSON text of each field at the root. */
export interface Statement {
  text: string;
  values: unknown[];
}

/**
 * Writes the statement of one request. Returns the reason if the viewer, a rule or a value of the request leaves it to
 * the resolvers.
 */
export function writeStatement(plan: Plan, { context, variables }: RequestParts): Statement | { unplanned: Unplanned } {
  const { models, isRefusal } = plan.settings;
  if (!plan.guards.admits(context)) return { unplanned: { kind: 'VIEWER' } };
  const { request, values } = planRequest({ context, variables }, models);
  try {
    return { text: `SELECT ${plan.roots.map(({ json }) => write(json, request)).join(', ')}`, values };
  } catch (error) {
    if (error instanceof Unplannable) return { unplanned: error.reason };
    if (isRefusal(error)) return { unplanned: { kind: 'REFUSED' } };
    throw error;
  }
}

/** Returns the JSON text of the operation's `data`, from the row that the statement found. */
export function writeAnswer(
  plan: Plan,
  row: readonly (string | null)[],
  request: RequestParts,
): string | Promise<string> {
  const text = plan.roots.map(({ name }, index) => `"${name}":${row[index] ?? 'null'}`).join(',');
  return fillHoles(`{${text}}`, plan.fillers, request);
}
