/** How much a caller may spend: so much at once, and so much more every second. In points, of which an operation costs at least one. */
export interface BucketSize {
  capacity: number;
  perSecond: number;
}

/** What is in a bucket after some time: it fills up to its capacity, and no further. */
export function refilled(level: number, seconds: number, { capacity, perSecond }: BucketSize): number {
  return Math.min(capacity, level + Math.max(0, seconds) * perSecond);
}

/** Seconds until a bucket that holds `level` holds so much. */
export function secondsUntil(wanted: number, level: number, { perSecond }: BucketSize): number {
  return Math.max(0, (wanted - level) / perSecond);
}
