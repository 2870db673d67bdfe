import type { Logger } from '../logger.ts';
import { type BucketSize, refilled, secondsUntil } from './bucket-size.ts';
import type { SharedLevels } from './shared-levels.ts';

/** What a caller has left. */
export interface Balance {
  capacity: number;
  remaining: number;
  /** When the bucket is full again, if nothing more is spent. */
  restoredAt: Date;
}

export type Spending = Balance & ({ granted: true } | { granted: false; retryAfterSeconds: number });

/** A part of a caller's spending and the bucket it is taken from. */
export interface Charge {
  key: string;
  points: number;
}

export interface CostBuckets {
  /**
   * Takes the points from each of the buckets, or from none when one of them has too little; answers the balance of the
   * first. It waits for the database only when this process has spent its lease of a bucket, and nothing else does.
   */
  spend(charges: readonly Charge[]): Spending | Promise<Spending>;
  /** Takes points for what was done already, and returns the balance. The bucket may be in debt after that. */
  owe(charge: Charge): Balance;
  /** Books what is left to book. */
  close(): Promise<void>;
}

export interface CostBucketOptions {
  size: BucketSize;
  /** The most that a single operation may cost. */
  operationLimit: number;
  levels: SharedLevels;
  logger: Logger;
  /** How often what was spent is told to the other processes. */
  bookEveryMilliseconds?: number;
}

/** What this process knows of a bucket: its level at a moment, and how much of what was spent here no other has heard of. */
interface Bucket {
  level: number;
  at: number;
  unbooked: number;
}

// A lease is a twentieth of the bucket.
const leasesPerBucket = 20;
const keptBuckets = 50_000;

/**
 * Buckets that all processes share, without a statement for each request. A process takes from what it believes is left,
 * and books what it took once a second, for all callers in one statement. Before it spends more than a lease of one bucket
 * unheard, it books first and waits. So n processes together give at most n leases more than there was; that is a debt,
 * which the bucket makes up before it gives again.
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

  /** Says whether it could be booked. Without the database each process keeps to what it knows. */
  async function book(): Promise<boolean> {
    // What was spent while others were being booked goes with the next.
    if (booking) await booking.catch(() => {});
    booking ??= bookAll().finally(() => (booking = null));
    return booking.then(
      () => true,
      (error: unknown) => {
        logger.debug({ error }, 'What requests cost could not be booked; it is tried again.');
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

/** How much of a bucket a process may spend before it has to hear of the others. */
export function leaseOf({ capacity }: BucketSize, operationLimit: number): number {
  return Math.max(operationLimit, capacity / leasesPerBucket);
}
