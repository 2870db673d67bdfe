import type { TextQuery } from './text-find.ts';
import type { FindRequest } from './text-find-worker.ts';
import type { TextSource } from './text-source.ts';

/** Longest time that a search may take in one part of a text. */
const maxMilliseconds = 5_000;
/** Most matches of a search. */
export const maxMatches = 100_000;
const reportMilliseconds = 200;
/** Characters that two parts have in common where a line goes on, so that a match there is found. */
const overlap = 1_000;

export interface FoundInText {
  /** Start and length of each match, one after the other, in the order of the text. */
  matches: readonly number[];
  status: 'running' | 'done' | 'cut' | 'slow' | 'failed';
}

/** Searches a whole text part by part, and reads on to its end. Calls `onFound` with all matches so far. */
export async function findInSource(
  source: TextSource,
  query: TextQuery,
  signal: AbortSignal,
  onFound: (found: FoundInText) => void,
): Promise<void> {
  const matches: number[] = [];
  const worker = new Worker(new URL('./text-find-worker.ts', import.meta.url), { type: 'module' });
  signal.addEventListener('abort', () => worker.terminate());
  const report = (status: FoundInText['status']) => {
    if (!signal.aborted) onFound({ matches: [...matches], status });
  };
  try {
    let before = '';
    let reportedAt = -reportMilliseconds;
    for (let part = 0; !signal.aborted; part += 1) {
      await source.readUntil(() => source.partCount > part);
      if (source.status === 'failed') return report('failed');
      if (part >= source.partCount) return report('done');
      const text = await source.textOf(part);
      const found = await ask(worker, { query, text: before + text }, signal);
      if (!found) return report('slow');
      const start = source.startOfPart(part) - before.length;
      addNew(matches, found, start);
      if (matches.length >= maxMatches * 2) return report('cut');
      before = text.endsWith('\n') ? '' : text.slice(-overlap);
      if (performance.now() - reportedAt > reportMilliseconds) {
        reportedAt = performance.now();
        report('running');
      }
    }
  } catch {
    report('failed');
  } finally {
    worker.terminate();
  }
}

/** Adds matches, except those that the part before also had. */
function addNew(matches: number[], found: readonly number[], start: number): void {
  for (let at = 0; at < found.length; at += 2) {
    const offset = start + found[at]!;
    const end = (matches.at(-2) ?? 0) + (matches.at(-1) ?? 0);
    if (matches.length === 0 || offset >= end) matches.push(offset, found[at + 1]!);
  }
}

/** Returns the matches that the worker found. Null if it took too long or the search was left. */
function ask(worker: Worker, request: FindRequest, signal: AbortSignal): Promise<readonly number[] | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), maxMilliseconds);
    const end = (found: readonly number[] | null) => {
      clearTimeout(timer);
      resolve(found);
    };
    signal.addEventListener('abort', () => end(null), { once: true });
    worker.addEventListener('error', () => end(null), { once: true });
    worker.addEventListener('message', ({ data }: MessageEvent<readonly number[]>) => end(data), { once: true });
    worker.postMessage(request);
  });
}
