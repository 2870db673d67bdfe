import { setTimeout } from 'node:timers/promises';

export interface Backoff {
  /** The longest first wait. It doubles with each attempt. */
  firstMilliseconds: number;
  longestMilliseconds: number;
}

export const defaultBackoff: Backoff = { firstMilliseconds: 500, longestMilliseconds: 20_000 };

/** How long to wait after the nth failure (from 1): anything up to the bound, so that many clients do not return at once. */
export function backoffMilliseconds(failures: number, { firstMilliseconds, longestMilliseconds }: Backoff): number {
  return Math.random() * Math.min(longestMilliseconds, firstMilliseconds * 2 ** (failures - 1));
}

/** Waits, or rejects as soon as the signal is given. */
export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal });
}
