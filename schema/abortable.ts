/** Runs a generator that waits for a signal too: returning it ends the waiting at once, not when it next wakes. */
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
