/**
 * Runs a generator that waits with an abort signal. Returning from the iterator ends the wait at once, not when the
 * generator next wakes.
 */
export function abortable<Value>(
  run: (signal: AbortSignal) => AsyncGenerator<Value, void, void>,
): AsyncIterableIterator<Value, void> {
  const abort = new AbortController();
  const generator = run(abort.signal);
  return {
    next: () => generator.next(),
    return: () => {
      abort.abort();
      return generator.return();
    },
    throw: (error: unknown) => {
      abort.abort();
      return generator.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
