import { RateLimited } from '#domain/errors.ts';
import { networkOf } from '../network-of.ts';
import { type BucketSize, refilled, secondsUntil } from './bucket-size.ts';

/**
 * Limit of the requests from one address to this process. It is checked before a request is parsed. A request costs one
 * point, and one more for each kilobyte of its body above four. A request that is refused after reading is charged
 * again, plus 20 points. The debt is at most the capacity of the bucket.
 */
export interface AddressLimit {
  /** Takes the points of a request with a body of this size. Throws `RateLimited` if the address has too few left. */
  admit(address: string | null, byteSize: number): void;
  /**
   * Takes the points of received bytes of a body that did not declare its size. Throws `RateLimited` if the address has
   * too few left.
   */
  receive(address: string | null, byteSizeBefore: number, byteSize: number): void;
  /** Refunds the points of bytes that were expected when the request was admitted, but were not received. */
  refund(address: string | null, expectedByteSize: number, receivedByteSize: number): void;
  /**
   * Charges a request that was admitted, but refused before its execution. The bucket of the address may then be in
   * debt.
   */
  chargeRefusal(address: string | null, byteSize: number): void;
}

interface Bucket {
  level: number;
  at: number;
}

const freeBytes = 4_096;
const refusalPoints = 20;
const burstSeconds = 10;
const keptAddresses = 20_000;

/** Returns the points for the body of a request. */
export function pointsOfBody(byteSize: number): number {
  return Math.ceil(Math.max(0, byteSize - freeBytes) / 1_000);
}

/** Returns the points of a request that is refused. */
export function pointsOfRefusal(byteSize: number): number {
  return refusalPoints + pointsOfBody(byteSize);
}

/** Creates a limit that counts only in this process, so that refusing a request needs no SQL statement. */
export function limitAddresses(pointsPerSecond: number): AddressLimit {
  const size: BucketSize = { capacity: pointsPerSecond * burstSeconds, perSecond: pointsPerSecond };
  const buckets = new Map<string, Bucket>();

  function bucketOf(address: string | null): Bucket {
    const key = networkOf(address ?? 'unknown');
    const now = performance.now();
    const bucket = buckets.get(key) ?? { level: size.capacity, at: now };
    bucket.level = refilled(bucket.level, (now - bucket.at) / 1_000, size);
    bucket.at = now;
    buckets.set(key, bucket);
    if (buckets.size > keptAddresses) forget(key);
    return bucket;
  }

  /** Removes the bucket of the address that was added first. */
  function forget(except: string) {
    for (const key of buckets.keys()) {
      if (key === except) continue;
      buckets.delete(key);
      return;
    }
  }

  function pointsOfRequest(byteSize: number): number {
    return Math.min(1 + pointsOfBody(byteSize), size.capacity);
  }

  function take(address: string | null, points: number) {
    const bucket = bucketOf(address);
    if (bucket.level < points) throw new RateLimited(Math.ceil(secondsUntil(points, bucket.level, size)));
    bucket.level -= points;
  }

  return {
    admit(address, byteSize) {
      take(address, pointsOfRequest(byteSize));
    },
    receive(address, byteSizeBefore, byteSize) {
      const points = pointsOfRequest(byteSize) - pointsOfRequest(byteSizeBefore);
      if (points > 0) take(address, points);
    },
    refund(address, expectedByteSize, receivedByteSize) {
      const points = pointsOfRequest(expectedByteSize) - pointsOfRequest(receivedByteSize);
      const bucket = bucketOf(address);
      bucket.level = Math.min(size.capacity, bucket.level + Math.max(0, points));
    },
    chargeRefusal(address, byteSize) {
      const bucket = bucketOf(address);
      bucket.level = Math.max(-size.capacity, bucket.level - pointsOfRefusal(byteSize));
    },
  };
}
