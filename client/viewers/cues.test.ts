import { describe, expect, test } from 'vitest';
import { type Cue, findActiveCue, lastStarted, searchCues, splitByWords } from './cues.ts';

const cues: Cue[] = [
  { ordinal: 0, startSeconds: 1, endSeconds: 2.5, speaker: 'Élise', text: 'Le standard téléphonique.' },
  { ordinal: 1, startSeconds: 3, endSeconds: 4, speaker: null, text: 'One (1) press, C++ or not?' },
  { ordinal: 2, startSeconds: 4, endSeconds: 6, speaker: null, text: 'Press again.' },
];

describe('a transcript', () => {
  test('knows what is being said at each moment', () => {
    const at = (seconds: number) => findActiveCue(cues, seconds);
    expect([0, 1, 2.49, 2.5, 2.9, 3, 3.995, 4, 5.9, 6, 100].map(at)).toEqual([-1, 0, 0, -1, -1, 1, 2, 2, 2, -1, -1]);
    expect([0, 2.7, 100].map((seconds) => lastStarted(cues, seconds))).toEqual([-1, 0, 2]);
    expect(findActiveCue([], 1)).toBe(-1);
  });

  test('is searched by all words, without regard to case and accents, speakers too', () => {
    expect(searchCues(cues, 'PRESS')).toEqual([1, 2]);
    expect(searchCues(cues, 'again press')).toEqual([2]);
    expect(searchCues(cues, 'elise telephonique')).toEqual([0]);
    expect(searchCues(cues, '  ')).toEqual([]);
    expect(searchCues(cues, 'c++')).toEqual([1]);
    expect(searchCues(cues, 'press -again')).toEqual([1]);
    expect(searchCues(cues, '"press again" or standard')).toEqual([0, 2]);
  });

  test('shows where the words are, whatever signs they hold', () => {
    expect(splitByWords('One (1) press, C++ or not?', 'c++ (1')).toEqual([
      'One (',
      '1',
      ') press, ',
      'C++',
      ' or not?',
    ]);
    expect(splitByWords('Press again.', '')).toEqual(['Press again.']);
    expect(splitByWords('“Zürich”—naïve', 'zurich naive')).toEqual(['“', 'Zürich', '”—', 'naïve', '']);
  });
});
