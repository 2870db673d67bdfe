/** What has been sent so far. */
export interface Sent {
  files: number;
  bytes: number;
}

export interface BatchPlanner {
  /** Whether one more file of this size still fits a batch that has so much already. */
  fits(batch: Sent, byteSize: number): boolean;
  /** Tells what has been sent in all, as it grows. */
  measure(sent: Sent): void;
}

/** The API takes no more in one call. */
const mostFiles = 500;
const first: Sent = { files: 64, bytes: 64 * 1024 ** 2 };

/**
 * Plans batches of upload URLs of about a minute's work at the rate that was measured, so that every URL is fresh when
 * it is used, on a slow line as on a fast one.
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
      // Few files of many bytes tell nothing of how many small ones can be sent, and the other way round.
      const rate = { files: sent.files / elapsed, bytes: sent.bytes / elapsed };
      const grown = { files: allowed.files * 2, bytes: allowed.bytes * 2 };
      allowed = {
        files: Math.max(1, Math.min(mostFiles, grown.files, Math.ceil(rate.files * seconds))),
        bytes: Math.max(1, Math.min(grown.bytes, Math.ceil(rate.bytes * seconds))),
      };
    },
  };
}
