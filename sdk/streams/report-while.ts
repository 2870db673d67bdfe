import { setTimeout } from 'node:timers/promises';

/**
 * Yields snapshots while work goes on, a last one when it is done, and answers with its result. Whoever stops
 * listening before that should end the work as well.
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
