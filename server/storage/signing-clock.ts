/**
 * Returns the signing time of a URL for reading: rounded down to half of its lifetime. All requests within that half
 * get the same URL, so that browser caches recognise it. At least half of its lifetime is always left.
 */
export function roundSigningTime(now: Date, ttlSeconds: number): Date {
  const stepMilliseconds = Math.floor(ttlSeconds / 2) * 1000;
  return new Date(Math.floor(now.getTime() / stepMilliseconds) * stepMilliseconds);
}
