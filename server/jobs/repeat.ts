import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Repeats `work` after each pause. The length of the pause varies, so that many processes do not run at the same time.
 */
export function repeat(seconds: number, work: () => Promise<void>): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      await work();
      const pause = seconds * 1000 * (0.75 + Math.random() / 2);
      await sleep(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
