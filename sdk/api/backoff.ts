import { setTimeout } from 'node:timers/promises';

export interface Backoff {
  /** Upper bound of the first wait. It doubles with each attempt. */
  firstMilliseconds: number;
  longestMilliseconds: number;
}

export const defaultBackoff: Backoff = { firstMilliseconds: 500, longestMilliseconds: 20_000 };

/**
 * Returns how long to wait after the nth failure (from 1). The wait is random up to the bound, so that many clients do
 * not return at once.
 */
export function backoffMilliseconds(failures: number, { firstMilliseconds, longestMilliseconds }: Backoff): number {
  return Math.random() * Math.min(longestMilliseconds, firstMilliseconds * 2 ** (failures - 1));
}

/** Waits. Rejects as soon as the signal is aborted. */
export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal });
}
