import { statfs } from 'node:fs/promises';
import type { S3Storage } from '../storage/s3-storage.ts';
import { NotReady } from './not-ready.ts';
import type { Check } from './readiness.ts';

export interface ObjectStoreToCheck {
  storage: Pick<S3Storage, 'ping' | 'clockSkewMilliseconds'>;
  signedUrlSeconds: number;
  /** Folder of the embedded store, whose free space is checked. Null for another store. */
  directory: string | null;
  /** Returns the fault of the bucket's CORS policy. Null if no fault is known. */
  corsFault: () => string | null;
}

/** Limit for a clock that is ahead: S3 refuses a request that is signed 15 minutes or more in the future. */
const maxAheadSeconds = 14 * 60;
const noticeableSeconds = 10;
const fullBytes = 32 * 2 ** 20;

/**
 * Checks that the store responds, that it accepts URLs signed with this machine's clock, and that it has free space.
 */
export function checkObjectStore(checked: ObjectStoreToCheck): Check {
  const { storage, signedUrlSeconds, directory, corsFault } = checked;
  return async () => {
    await storage.ping();
    const aheadSeconds = Math.round((storage.clockSkewMilliseconds() ?? 0) / 1_000);
    // A URL has at least half of its lifetime left when it is sent to a client.
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
