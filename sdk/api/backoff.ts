import { setTimeout } from 'node:timers/promises';

export interface Backoff {
  /** Upper bound of the first waiting time. It doubles with each attempt. */
  firstMilliseconds: number;
  longestMilliseconds: number;
}

export const defaultBackoff: Backoff = { firstMilliseconds: 500, longestMilliseconds: 20_000 };

/**
 * Returns the waiting time after a number of failures. The time is random up to the bound, so that many clients do not
 * retry at the same moment.
 */
export function backoffMilliseconds(failures: number, { firstMilliseconds, longestMilliseconds }: Backoff): number {
  return Math.random() * Math.min(longestMilliseconds, firstMilliseconds * 2 ** (failures - 1));
}

/** Waits for a number of milliseconds. Rejects as soon as the signal is aborted. */
export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal });
}
