/**
 * Returns the signing time of a URL for reading, rounded down to half of its lifetime. All requests within this time
 * get the same URL, which browsers can cache. At least half of the lifetime always remains.
 */
export function roundSigningTime(now: Date, ttlSeconds: number): Date {
  const stepMilliseconds = Math.floor(ttlSeconds / 2) * 1000;
  return new Date(Math.floor(now.getTime() / stepMilliseconds) * stepMilliseconds);
}
