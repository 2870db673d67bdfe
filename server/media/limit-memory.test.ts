import { expect, test, vi } from 'vitest';
import { limitMemory } from './limit-memory.ts';

// As on a machine whose pages have 64 kB: 1,000 of them are 64 MB.
vi.mock('node:fs', () => ({
  readFileSync: (path: string) =>
    path.endsWith('statm') ? '2000 1000 500 1 0 900 0' : 'Name:\tffmpeg\nVmSize:\t  128000 kB\nVmRSS:\t   64000 kB\n',
}));

test.each([
  { limit: 60, isExceeded: true },
  { limit: 70, isExceeded: false },
])('a process of 64 MB exceeds $limit MB: $isExceeded', ({ limit, isExceeded }) => {
  vi.useFakeTimers();
  const exceed = vi.fn();
  const memory = limitMemory({ pid: 1 }, limit * 1_000_000, exceed);
  vi.advanceTimersByTime(1_000);
  memory.stop();
  vi.useRealTimers();
  expect(exceed.mock.calls.length > 0).toBe(isExceeded);
});
