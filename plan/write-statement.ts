import type { Plan } from './compile-operation.ts';
import type { RequestParts } from './field-plan.ts';
import { fillHoles } from './holes.ts';
import { write } from './piece.ts';
import { planRequest } from './plan-request.ts';
import { Unplannable, type Unplanned } from './unplanned.ts';

/** SQL statement that returns one row, with the JSON text of each root field. */
export interface Statement {
  text: string;
  values: unknown[];
}

/**
 * Returns the statement for one request. If the resolvers must execute the request, returns the reason: the viewer, a
 * rule or a value.
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

/** Returns the JSON text of `data` in the response, from the row that the statement returned. */
export function writeAnswer(
  plan: Plan,
  row: readonly (string | null)[],
  request: RequestParts,
): string | Promise<string> {
  const text = plan.roots.map(({ name }, index) => `"${name}":${row[index] ?? 'null'}`).join(',');
  return fillHoles(`{${text}}`, plan.fillers, request);
}
