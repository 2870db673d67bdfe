import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMatches } from './find-matches.ts';
import { firstMatch } from './first-match.ts';
import { parseQuery } from './query.ts';

test('the first match of a long text is found wherever it stands, across the borders of what is read at once', () => {
  const gap = fc.integer({ min: 0, max: 12_000 });
  fc.assert(
    fc.property(
      gap,
      gap,
      fc.constantFrom('needle', '"two needles here"', 'nee', '"C++ needle"'),
      (before, after, words) => {
        const query = parseQuery(words);
        const text = `${'hay '.repeat(before / 4)}two needles here, a C++ needle${' hay'.repeat(after / 4)}`;
        expect(firstMatch(text, query)).toEqual(findMatches(text, query)[0]);
      },
    ),
  );
  expect(firstMatch('hay '.repeat(9_000), parseQuery('needle'))).toBeNull();
});

test('queries of many words cost little in long texts', () => {
  const text = 'a '.repeat(125_000);
  const words = 'a '.repeat(249);
  // Each took minutes when every word was searched at every position.
  expect(findMatches(text, words)).toHaveLength(125_000);
  expect(findMatches(text, `"${words}b" c`)).toEqual([]);
  expect(firstMatch(text, parseQuery(`"${words}b" c`))).toBeNull();
}, 20_000);
