/**
 * When a URL for reading counts as signed: the last full half of its life, so that everybody who asks within that half
 * gets the same URL, which browser caches then recognise. What is left of its life is never less than half.
 */
export function roundSigningTime(now: Date, ttlSeconds: number): Date {
  const stepMilliseconds = Math.floor(ttlSeconds / 2) * 1000;
  return new Date(Math.floor(now.getTime() / stepMilliseconds) * stepMilliseconds);
}
