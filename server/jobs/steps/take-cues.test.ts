import { expect, test } from 'vitest';
import { takeCues } from './take-cues.ts';

test('the first 100,000 cues of a transcript are taken, and a note says so', () => {
  const cues = Array.from({ length: 100_001 }, (_, index) => index);
  expect(takeCues(cues.slice(1))).toEqual({ taken: cues.slice(1), note: null });
  const { taken, note } = takeCues(cues);
  expect(taken).toHaveLength(100_000);
  expect(note).toBe('Only the first 100000 cues can be searched.');
});
