/** Number of files and bytes that were sent. */
export interface Sent {
  files: number;
  bytes: number;
}

export interface BatchPlanner {
  /** Returns whether a file of this size can be added to a batch. */
  fits(batch: Sent, byteSize: number): boolean;
  /** Records the total number of sent files and bytes. */
  measure(sent: Sent): void;
}

/** Maximum number of files in one API call. */
const maxFiles = 500;
const first: Sent = { files: 64, bytes: 64 * 1024 ** 2 };

/**
 * Plans batches of upload URLs. At the measured rate, a batch takes about a minute, so its URLs are still valid when
 * they are used.
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
      // Both rates are needed. The rate of files is wrong for large files, and the rate of bytes is wrong for small
      // files.
      const rate = { files: sent.files / elapsed, bytes: sent.bytes / elapsed };
      const grown = { files: allowed.files * 2, bytes: allowed.bytes * 2 };
      allowed = {
        files: Math.max(1, Math.min(maxFiles, grown.files, Math.ceil(rate.files * seconds))),
        bytes: Math.max(1, Math.min(grown.bytes, Math.ceil(rate.bytes * seconds))),
      };
    },
  };
}
