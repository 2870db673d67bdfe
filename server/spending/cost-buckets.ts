import type { Logger } from '../logger.ts';
import { type BucketSize, refilled, secondsUntil } from './bucket-size.ts';
import type { SharedLevels } from './shared-levels.ts';

/** Remaining points of a caller. */
export interface Balance {
  capacity: number;
  remaining: number;
  /** Time when the bucket is full again, if nothing more is spent. */
  restoredAt: Date;
}

export type Spending = Balance & ({ granted: true } | { granted: false; retryAfterSeconds: number });

/** Points of a request that one bucket pays. */
export interface Charge {
  key: string;
  points: number;
}

export interface CostBuckets {
  /**
   * Takes the points of all charges, or none if one bucket has too few. Returns the balance of the first bucket. Waits
   * for the database only if this process has used up its lease of a bucket.
   */
  spend(charges: readonly Charge[]): Spending | Promise<Spending>;
  /** Takes points for work that was already done, and returns the balance. The bucket may be in debt afterwards. */
  owe(charge: Charge): Balance;
  /** Books all points that are not booked yet. */
  close(): Promise<void>;
}

export interface CostBucketOptions {
  size: BucketSize;
  /** Maximum cost of a single operation. */
  operationLimit: number;
  levels: SharedLevels;
  logger: Logger;
  /** Interval at which spent points are booked for the other processes. */
  bookEveryMilliseconds?: number;
}

/** State of a bucket in this process: its level at a time, and the points spent here that are not booked yet. */
interface Bucket {
  level: number;
  at: number;
  unbooked: number;
}

// A lease, the points that a process may spend before it books them, is a twentieth of the bucket.
const leasesPerBucket = 20;
const keptBuckets = 50_000;

/**
 * Creates buckets that all processes share, without an SQL statement for each request. A process spends from the level
 * that it knows. It books the spent points once a second, for all callers in one statement. Before it spends more than
 * one lease of a bucket, it books and waits. So n processes together overspend at most n leases, and the bucket repays
 * this debt before it gives more points.
 */
export function costBuckets(options: CostBucketOptions): CostBuckets {
  const { size, operationLimit, levels, logger, bookEveryMilliseconds = 1_000 } = options;
  const lease = leaseOf(size, operationLimit);
  const buckets = new Map<string, Bucket>();
  let booking: Promise<void> | null = null;

  function bucketOf(key: string, now: number): Bucket {
    const known = buckets.get(key);
    const bucket = known ?? { level: size.capacity, at: now, unbooked: 0 };
    bucket.level = refilled(bucket.level, (now - bucket.at) / 1_000, size);
    bucket.at = now;
    if (!known) buckets.set(key, bucket);
    return bucket;
  }

  function spend(charges: readonly Charge[], heard = false): Spending | Promise<Spending> {
    const now = performance.now();
    const touched = charges.map(({ key, points }) => ({ bucket: bucketOf(key, now), points }));
    if (!heard && touched.some(({ bucket, points }) => bucket.unbooked > 0 && bucket.unbooked + points > lease)) {
      return book().then((booked) => spend(charges, !booked));
    }
    const short = touched.filter(({ bucket, points }) => bucket.level < points);
    if (short.length > 0) {
      const waits = short.map(({ bucket, points }) => secondsUntil(points, bucket.level, size));
      return { granted: false, retryAfterSeconds: Math.max(1, Math.ceil(Math.max(...waits))), ...balanceOf(touched) };
    }
    for (const { bucket, points } of touched) {
      bucket.level -= points;
      bucket.unbooked += points;
    }
    return { granted: true, ...balanceOf(touched) };
  }

  function owe({ key, points }: Charge): Balance {
    const bucket = bucketOf(key, performance.now());
    bucket.level -= points;
    bucket.unbooked += points;
    return balanceOf([{ bucket }]);
  }

  function balanceOf([first]: readonly { bucket: Bucket }[]): Balance {
    const level = first?.bucket.level ?? size.capacity;
    return {
      capacity: size.capacity,
      remaining: Math.max(0, Math.floor(level)),
      restoredAt: new Date(Date.now() + 1_000 * secondsUntil(size.capacity, level, size)),
    };
  }

  /**
   * Books the spent points. Returns whether that succeeded. Without the database, each process continues with the
   * levels that it knows.
   */
  async function book(): Promise<boolean> {
    // Waits for a running booking, because points spent since its start belong to the next one.
    if (booking) await booking.catch(() => {});
    booking ??= bookAll().finally(() => (booking = null));
    return booking.then(
      () => true,
      (error: unknown) => {
        logger.debug({ error }, 'The cost of requests could not be recorded. The server retries.');
        return false;
      },
    );
  }

  async function bookAll() {
    const spent = new Map<string, number>();
    for (const [key, { unbooked }] of buckets) if (unbooked > 0) spent.set(key, unbooked);
    if (spent.size === 0) return;
    const left = await levels.book(spent);
    const now = performance.now();
    for (const [key, level] of left) {
      const bucket = buckets.get(key);
      if (!bucket) continue;
      bucket.unbooked -= spent.get(key) ?? 0;
      bucket.level = level - bucket.unbooked;
      bucket.at = now;
    }
    forgetFull(now);
  }

  function forgetFull(now: number) {
    if (buckets.size <= keptBuckets) return;
    for (const [key, { level, at, unbooked }] of buckets) {
      if (unbooked === 0 && refilled(level, (now - at) / 1_000, size) >= size.capacity) buckets.delete(key);
    }
  }

  const timer = setInterval(() => void book(), bookEveryMilliseconds).unref();
  return {
    spend,
    owe,
    async close() {
      clearInterval(timer);
      await book();
    },
  };
}

/** Returns the points of a bucket that a process may spend before it must book. */
export function leaseOf({ capacity }: BucketSize, operationLimit: number): number {
  return Math.max(operationLimit, capacity / leasesPerBucket);
}
