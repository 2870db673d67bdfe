import { statfs } from 'node:fs/promises';
import type { S3Storage } from '../storage/s3-storage.ts';
import { NotReady } from './not-ready.ts';
import type { Check } from './readiness.ts';

export interface ObjectStoreToCheck {
  storage: Pick<S3Storage, 'ping' | 'clockSkewMilliseconds'>;
  signedUrlSeconds: number;
  /** Folder of the embedded store, whose free space is checked. Null for other stores. */
  directory: string | null;
  /** Returns the error in the CORS policy of the bucket. Null if no error is known. */
  corsFault: () => string | null;
}

/**
 * Maximum difference for a clock that is ahead. S3 refuses requests that are signed 15 minutes or more in the future.
 */
const maxAheadSeconds = 14 * 60;
const noticeableSeconds = 10;
const fullBytes = 32 * 2 ** 20;

/** Checks that the store responds and has free space, and that it accepts URLs signed with this machine's clock. */
export function checkObjectStore(checked: ObjectStoreToCheck): Check {
  const { storage, signedUrlSeconds, directory, corsFault } = checked;
  return async () => {
    await storage.ping();
    const aheadSeconds = Math.round((storage.clockSkewMilliseconds() ?? 0) / 1_000);
    // At least half of a URL's lifetime remains when it is sent to a client, so the clock may be behind by that time.
    if (-aheadSeconds >= signedUrlSeconds / 2 || aheadSeconds >= maxAheadSeconds) {
      throw new NotReady(`${describe(aheadSeconds)} The store refuses every signed URL. Set the clock.`);
    }
    if (directory !== null && (await freeBytes(directory)) < fullBytes) {
      return 'The disk of the object store is full. Reading works, publishing does not. Make room on the disk.';
    }
    if (Math.abs(aheadSeconds) >= noticeableSeconds) return `${describe(aheadSeconds)} Set the clock.`;
    return corsFault();
  };
}

function describe(aheadSeconds: number): string {
  const side = aheadSeconds > 0 ? 'ahead of' : 'behind';
  return `The clock of this machine is ${Math.abs(aheadSeconds)} s ${side} that of the object store.`;
}

async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}
