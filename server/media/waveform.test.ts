import { expect, test } from 'vitest';
import { PeakFinder } from './waveform.ts';

test.for([1, 7, 1999, 2000, 2001, 4000, 4001, 123_457])('%i samples lose none of their peaks', (count) => {
  const finder = new PeakFinder(16_000);
  const samples = Int16Array.from({ length: count }, (_, index) => ((index * 7919) % 65_536) - 32_768);
  for (let start = 0; start < count; start += 1000) finder.add(samples.subarray(start, start + 1000));

  const { peaks, samplesPerPeak, durationSeconds } = finder.finish();
  expect(durationSeconds).toBe(count / 16_000);
  expect(peaks).toHaveLength(2 * Math.ceil(count / samplesPerPeak));
  expect(peaks.length / 2).toBeLessThanOrEqual(2_000);
  if (count > 2_000) expect(peaks.length / 2).toBeGreaterThanOrEqual(1_000);
  const expected = Array.from({ length: peaks.length / 2 }, (_, index) => {
    const part = samples.subarray(index * samplesPerPeak, (index + 1) * samplesPerPeak);
    return [Math.min(...part) >> 8, Math.max(...part) >> 8];
  });
  expect(peaks).toEqual(expected.flat());
});

test('no sound has no peaks', () => {
  expect(new PeakFinder(16_000).finish()).toMatchObject({ durationSeconds: 0, peaks: [] });
});
