/** Measures the rate of the last seconds, so that pauses and bursts are visible. */
export function createMeter(windowMilliseconds = 10_000, now = () => performance.now()) {
  const samples: { at: number; total: number }[] = [{ at: now(), total: 0 }];
  return {
    /** Records the new total. Returns the rate per second. */
    rate(total: number): number {
      const at = now();
      const last = samples.at(-1)!;
      if (at - last.at >= 100) samples.push({ at, total });
      while (samples.length > 2 && at - samples[0]!.at > windowMilliseconds) samples.shift();
      const first = samples[0]!;
      return at > first.at ? ((total - first.total) * 1_000) / (at - first.at) : 0;
    },
  };
}
