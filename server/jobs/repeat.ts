import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` repeatedly, with a pause after each run. The length of the pause varies, so that processes do not run it
 * at the same time.
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
