import { expect, test } from 'vitest';
import { columnsOf, readWaveform } from './waveform.ts';

test('a waveform is drawn as wide as there is room, its loudest moment as high', () => {
  const waveform = { durationSeconds: 4, peaks: [-10, 5, -20, 20, -5, 40, 0, 0] };
  expect(columnsOf(waveform, 2)).toEqual([
    { low: -0.5, high: 0.5 },
    { low: -0.125, high: 1 },
  ]);
  const wide = columnsOf(waveform, 8);
  expect(wide).toHaveLength(8);
  expect(wide[0]).toEqual(wide[1]);
  expect(columnsOf({ durationSeconds: 0, peaks: [] }, 3)).toEqual(
    Array.from({ length: 3 }, () => ({ low: 0, high: 0 })),
  );
});

test('a file that is no waveform of ours is none', () => {
  expect(readWaveform({ version: 1, durationSeconds: 2, peaks: [-1, 1], sampleRate: 8_000 })).toEqual({
    durationSeconds: 2,
    peaks: [-1, 1],
  });
  expect(
    [null, 3, {}, { version: 2, durationSeconds: 2, peaks: [] }, { version: 1, durationSeconds: 2, peaks: ['a'] }].map(
      readWaveform,
    ),
  ).toEqual(Array(5).fill(undefined));
});
