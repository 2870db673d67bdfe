/**
 * Size of a bucket: the points that a caller may spend at once, and the points that are added each second. An operation
 * costs at least one point.
 */
export interface BucketSize {
  capacity: number;
  perSecond: number;
}

/** Returns the level of a bucket after some seconds, which is at most its capacity. */
export function refilled(level: number, seconds: number, { capacity, perSecond }: BucketSize): number {
  return Math.min(capacity, level + Math.max(0, seconds) * perSecond);
}

/** Returns the seconds until a bucket with `level` points has `wanted` points. */
export function secondsUntil(wanted: number, level: number, { perSecond }: BucketSize): number {
  return Math.max(0, (wanted - level) / perSecond);
}
