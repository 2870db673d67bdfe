const minute = 60_000;
const hour = 60 * minute;

/** Pauses between the attempts of a delivery: eight attempts in 28 hours. */
const pausesMilliseconds = [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];

export const maxAttempts = pausesMilliseconds.length + 1;

/**
 * Returns the pause after the nth failed attempt, from 1. Null after the last one. It varies by a tenth, so that many
 * webhooks of a receiver do not come back together.
 */
export function retryDelayMilliseconds(failures: number): number | null {
  const pause = pausesMilliseconds[failures - 1];
  return pause === undefined ? null : Math.round(pause * (0.9 + Math.random() * 0.2));
}
