import { expect, onTestFinished, test, vi } from 'vitest';
import { limitMemory, residentByteSizeIn } from './limit-memory.ts';

test('memory is counted in kilobytes, whatever the size of a page', () => {
  expect(residentByteSizeIn('Name:\tffmpeg\nVmSize:\t  128000 kB\nVmRSS:\t   64000 kB\n')).toBe(65_536_000);
  expect(residentByteSizeIn('Name:\tkthreadd\n')).toBe(0);
});

test.each([
  { share: 0.5, isExceeded: true },
  { share: 10, isExceeded: false },
])('a limit of $share times what a process holds is exceeded: $isExceeded', ({ share, isExceeded }) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const exceed = vi.fn();
  const memory = limitMemory(process, process.memoryUsage.rss() * share, exceed);
  vi.advanceTimersByTime(1_000);
  memory.stop();
  expect(exceed.mock.calls.length > 0).toBe(isExceeded);
});
