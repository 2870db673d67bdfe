import { VitrineError } from '../errors.ts';

/** Default of the maximum time without progress. */
export const defaultPatienceMilliseconds = 30 * 60_000;
/** Maximum total time. Otherwise, a server that reports a little progress could keep the client waiting without end. */
const longestMilliseconds = 24 * 3_600_000;

/**
 * Returns a function to call with the current progress of the server. It throws if the number has not grown for too
 * long. `message` is the message of that error.
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
