import { VitrineError } from '../errors.ts';

/** Longest time without progress. The caller can set another. */
export const defaultPatienceMilliseconds = 30 * 60_000;
/** Longest total time. Without it, a server could report a little progress for ever. */
const longestMilliseconds = 24 * 3_600_000;

/**
 * Returns a function that receives the progress of the server. It throws when that number has not grown for too long.
 * `message` describes what is missing.
 */
export function progressDeadline(message: string, patienceMilliseconds = defaultPatienceMilliseconds) {
  const began = performance.now();
  let [furthest, since] = [-1, began];
  return (progress: number): void => {
    const now = performance.now();
    if (progress > furthest) [furthest, since] = [progress, now];
    if (now - since <= patienceMilliseconds && now - began <= longestMilliseconds) return;
    throw new VitrineError('SERVER_ERROR', message, {
      hint: 'Check that the worker of the server is running, then run the same command again. No data was lost.',
    });
  };
}
