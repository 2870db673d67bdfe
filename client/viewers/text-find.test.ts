import { expect, test } from 'vitest';
import { expressionOf, findIn, type TextQuery } from './text-find.ts';
import { firstMatchFrom, matchMarks } from './text-marks.ts';

const query = (words: string, options: Partial<TextQuery> = {}) =>
  expressionOf({ words, isCaseSensitive: false, isExpression: false, ...options });

test('words are found as they are written, in any case or in the same', () => {
  const text = 'A heron. a.HERON? (a-b) ÉTÉ été';
  expect(findIn(text, query('heron')!)).toEqual([2, 5, 11, 5]);
  expect(findIn(text, query('HERON', { isCaseSensitive: true })!)).toEqual([11, 5]);
  expect(findIn(text, query('a.h')!)).toEqual([9, 3]);
  expect(findIn(text, query('(a-b)')!)).toEqual([18, 5]);
  expect(findIn(text, query('été')!)).toEqual([24, 3, 28, 3]);
});

test('expressions know lines, and may be invalid', () => {
  expect(findIn('one\ntwo\ntoo', query('^t\\w+$', { isExpression: true })!)).toEqual([4, 3, 8, 3]);
  expect(findIn('abc', query('x*', { isExpression: true })!)).toEqual([]);
  expect(query('(', { isExpression: true })).toBeNull();
});

test('marks are the matches in a range', () => {
  const matches = [2, 5, 11, 5, 30, 2];
  expect(firstMatchFrom(matches, 7)).toBe(1);
  const marks = matchMarks(matches, { start: 5, end: 12 }, 1, { match: 'match', current: 'current' });
  expect(marks.map(({ start, end, className }) => [start, end, className])).toEqual([
    [2, 7, 'match'],
    [11, 16, 'current'],
  ]);
});
