import type { PlanRequest, RequestParts } from './field-plan.ts';
import type { Models } from './models.ts';

/** Returns an object with which plans write a statement, and the list of values that they bind. */
export function planRequest({ context, variables }: RequestParts, models: Models) {
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
  return { request, values };
}
