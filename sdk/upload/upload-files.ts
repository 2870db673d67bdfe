import { UploadFailed } from '../errors.ts';
import type { LocalFile } from '../hash/hash-drafts.ts';
import { createBatchPlanner } from './batch-planner.ts';
import { requestTargets, type Target } from './request-targets.ts';
import { sendFile } from './send-file.ts';
import type { Sending } from './sending.ts';

export interface UploadTally {
  files: number;
  bytes: number;
  storedFiles: number;
  storedBytes: number;
  retries: number;
}

/** Number of the most recent files that are considered. If most of them failed, the upload stops. */
const lastFiles = 20;
const mostlyFailed = 0.8;
const keptCauses = 10;

/**
 * Sends several files at the same time. A single failed file does not stop the upload, but it stops if most files fail.
 * Rejects with `UploadFailed` if any file was not stored.
 */
export async function uploadFiles(
  sending: Omit<Sending, 'onSent' | 'onHad' | 'onRetry'>,
  files: AsyncIterable<LocalFile>,
  tally: UploadTally,
): Promise<void> {
  const causes: { path: string; code: string; message: string }[] = [];
  const last: boolean[] = [];
  let failed = 0;
  const stopped = new AbortController();
  const signal = AbortSignal.any([sending.signal, stopped.signal]);
  const context: Sending = {
    ...sending,
    signal,
    onSent: (byteSize) => {
      tally.bytes += byteSize;
    },
    onHad: (byteSize) => {
      tally.bytes += byteSize;
      tally.storedBytes += byteSize;
    },
    onRetry: () => {
      tally.retries += 1;
    },
  };

  const queue = withTargets(context, files, tally);
  const work = async () => {
    for (let next = await queue.next(); !next.done; next = await queue.next()) {
      const { file, target } = next.value;
      const outcome = await sendFile(context, file, target);
      last.push(outcome.kind === 'given up');
      if (last.length > lastFiles) last.shift();
      if (outcome.kind === 'given up') {
        failed += 1;
        if (causes.length < keptCauses) causes.push({ path: file.path, code: outcome.code, message: outcome.message });
        if (last.length === lastFiles && last.filter(Boolean).length >= lastFiles * mostlyFailed) stopped.abort();
      } else {
        tally.files += 1;
        if (outcome.kind === 'had') tally.storedFiles += 1;
      }
      signal.throwIfAborted();
    }
  };
  const workers = Array.from({ length: sending.concurrency }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    if (!stopped.signal.aborted) {
      stopped.abort(); // The other workers end as well before the caller gets the error.
      await Promise.allSettled(workers);
      throw error;
    }
  }
  await Promise.allSettled(workers);
  sending.signal.throwIfAborted();
  if (failed === 0) return;
  const changed = causes.every(({ code }) => code === 'FILE_CHANGED');
  throw new UploadFailed(changed ? 'FILE_CHANGED' : 'UPLOAD_FAILED', failed, causes);
}

/** Yields files with their targets. Requests the targets in batches, the next batch while the current one is sent. */
async function* withTargets(
  { ask, session }: Sending,
  files: AsyncIterable<LocalFile>,
  tally: UploadTally,
): AsyncGenerator<{ file: LocalFile; target: Target }> {
  const planner = createBatchPlanner();
  const source = files[Symbol.asyncIterator]();
  let held: LocalFile | null = null;

  const nextBatch = async () => {
    const batch: LocalFile[] = [];
    const planned = { files: 0, bytes: 0 };
    planner.measure({ files: tally.files - tally.storedFiles, bytes: tally.bytes - tally.storedBytes });
    for (;;) {
      if (!held) {
        const next = await source.next();
        if (next.done) break;
        held = next.value;
      }
      if (!planner.fits(planned, held.byteSize)) break;
      batch.push(held);
      planned.files += 1;
      planned.bytes += held.byteSize;
      held = null;
    }
    const targets = batch.length === 0 ? [] : await requestTargets(ask, session, batch);
    return batch.map((file, index) => ({ file, target: targets[index]! }));
  };

  for (let coming = nextBatch(); ; ) {
    const batch = await coming;
    if (batch.length === 0) return;
    coming = nextBatch();
    coming.catch(() => {}); // Awaited when this batch has been sent.
    yield* batch;
  }
}
