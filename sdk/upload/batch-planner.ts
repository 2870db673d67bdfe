/** Files and bytes sent so far. */
export interface Sent {
  files: number;
  bytes: number;
}

export interface BatchPlanner {
  /** Returns whether one more file of this size fits into a batch. */
  fits(batch: Sent, byteSize: number): boolean;
  /** Receives the total sent so far, as it grows. */
  measure(sent: Sent): void;
}

/** Maximum number of files that the API accepts in one call. */
const maxFiles = 500;
const first: Sent = { files: 64, bytes: 64 * 1024 ** 2 };

/**
 * Plans batches of upload URLs that take about a minute at the measured rate. So every URL is still valid when it is
 * used, on slow and fast connections.
 */
export function createBatchPlanner(seconds = 60, now: () => number = () => performance.now()): BatchPlanner {
  const began = now();
  let allowed = first;
  return {
    fits: (batch, byteSize) =>
      batch.files === 0 || (batch.files < allowed.files && batch.bytes + byteSize <= allowed.bytes),
    measure: (sent) => {
      const elapsed = (now() - began) / 1_000;
      if (elapsed < 0.05 || sent.files === 0) return;
      // A few large files do not show how many small files can be sent, and many small files do not show how many
      // bytes.
      const rate = { files: sent.files / elapsed, bytes: sent.bytes / elapsed };
      const grown = { files: allowed.files * 2, bytes: allowed.bytes * 2 };
      allowed = {
        files: Math.max(1, Math.min(maxFiles, grown.files, Math.ceil(rate.files * seconds))),
        bytes: Math.max(1, Math.min(grown.bytes, Math.ceil(rate.bytes * seconds))),
      };
    },
  };
}
