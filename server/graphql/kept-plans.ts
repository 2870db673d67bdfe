import type { KeptPlans, Planned } from '#plan/plan-operation.ts';
import { ByteLimitedCache } from './byte-limited-cache.ts';

const maxBytes = 64 * 1024 ** 2;
const bytesOfReason = 200;

/**
 * Plans of all operations. The memory is limited, because an operation has one plan for each combination of its
 * directives' values.
 */
export const allPlans = new ByteLimitedCache<Planned>(maxBytes);

let operationCount = 0;

/** Returns the cache for the plans of one operation. The caches of all operations share 64 MB. */
export function keptPlansOfOperation(): KeptPlans {
  const operation = (operationCount += 1);
  return {
    get: (key) => allPlans.get(`${operation} ${key}`),
    set: (key, planned) => allPlans.set(`${operation} ${key}`, planned, planned.plan?.bytes ?? bytesOfReason),
  };
}
