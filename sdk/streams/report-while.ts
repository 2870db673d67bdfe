import { setTimeout } from 'node:timers/promises';

/**
 * Yields snapshots while `work` is running, and one more at its end. Returns the result of `work`. A caller that stops
 * reading early should also stop the work.
 */
export async function* reportWhile<Result, Event>(
  work: Promise<Result>,
  snapshot: () => Event,
  everyMilliseconds = 200,
): AsyncGenerator<Event, Result> {
  const ended = new AbortController();
  const settled = work.then(
    () => true,
    () => true,
  );
  for (;;) {
    const pause = setTimeout(everyMilliseconds, false, { signal: ended.signal }).catch(() => false);
    const done = await Promise.race([settled, pause]);
    if (done) break;
    yield snapshot();
  }
  ended.abort();
  const result = await work;
  yield snapshot();
  return result;
}
