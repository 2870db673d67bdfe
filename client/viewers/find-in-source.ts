import { findByWorker, startFinding } from './find-by-worker.ts';
import type { TextQuery } from './text-find.ts';
import type { TextSource } from './text-source.ts';

/** Most matches of a search. */
export const maxMatches = 100_000;
/** Time between two reports of a search that is under way. */
export const reportMilliseconds = 200;
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
  const worker = startFinding(signal);
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
      const found = await findByWorker(worker, { query, text: before + text }, signal);
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
