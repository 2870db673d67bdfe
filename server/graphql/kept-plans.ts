import type { KeptPlans, Planned } from '#plan/plan-operation.ts';
import { ByteLimitedCache } from './byte-limited-cache.ts';

const maxBytes = 64 * 1024 ** 2;
const bytesOfReason = 200;

/** The plans of all operations. A caller decides how many plans an operation has, by the switches of its directives. */
export const allPlans = new ByteLimitedCache<Planned>(maxBytes);

let operationCount = 0;

/** Returns the cache of the plans of one operation. All operations share 64 MB. */
export function keptPlansOfOperation(): KeptPlans {
  const operation = (operationCount += 1);
  return {
    get: (key) => allPlans.get(`${operation} ${key}`),
    set: (key, planned) => allPlans.set(`${operation} ${key}`, planned, planned.plan?.bytes ?? bytesOfReason),
  };
}
