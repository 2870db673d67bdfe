/** Returns a function that runs at most `most` calls at once. The others wait in line. */
export function createLimiter(most: number): <Result>(run: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next)
        next(); // Passes its place on to the next call.
      else running -= 1;
    }
  };
}
