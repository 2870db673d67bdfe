/** Lets at most `most` calls run at once; the others wait in line. */
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
        next(); // Its place is handed on.
      else running -= 1;
    }
  };
}
