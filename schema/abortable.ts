/**
 * Runs a generator with an abort signal. When the caller stops the iterator, the signal ends a waiting generator at
 * once.
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
