import type { FindRequest } from './text-find-worker.ts';

/** Longest time that a search may take in one part of a text. */
const maxMilliseconds = 5_000;

/** Starts the worker of a search. It ends with the signal. */
export function startFinding(signal: AbortSignal): Worker {
  const worker = new Worker(new URL('./text-find-worker.ts', import.meta.url), { type: 'module' });
  signal.addEventListener('abort', () => worker.terminate());
  return worker;
}

/**
 * Returns the start and length of each match in a text, found by a worker. Null if it took too long or the signal was
 * aborted.
 */
export function findByWorker(
  worker: Worker,
  request: FindRequest,
  signal: AbortSignal,
): Promise<readonly number[] | null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    // A long text has thousands of parts, so the listeners of a part are removed when it ends.
    const part = new AbortController();
    const end = (found: readonly number[] | null) => {
      clearTimeout(timer);
      part.abort();
      resolve(found);
    };
    const timer = setTimeout(() => end(null), maxMilliseconds);
    const untilEnd = { signal: part.signal };
    signal.addEventListener('abort', () => end(null), untilEnd);
    worker.addEventListener('error', () => end(null), untilEnd);
    worker.addEventListener('message', ({ data }: MessageEvent<readonly number[]>) => end(data), untilEnd);
    worker.postMessage(request);
  });
}
