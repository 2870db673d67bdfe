/** Maps at most `concurrency` values at the same time. Yields the results in the order of the values. */
export async function* mapInOrder<From, To>(
  values: AsyncIterable<From>,
  concurrency: number,
  map: (value: From) => Promise<To>,
): AsyncGenerator<To> {
  const running: Promise<To>[] = [];
  const settle = () => Promise.allSettled(running);
  try {
    for await (const value of values) {
      const mapped = map(value);
      mapped.catch(() => {}); // The loop below awaits it in order.
      running.push(mapped);
      if (running.length >= concurrency) yield await running.shift()!;
    }
    while (running.length > 0) yield await running.shift()!;
  } finally {
    await settle();
  }
}
