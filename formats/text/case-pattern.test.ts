import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldCase, patternOf } from './case-pattern.ts';

const folded = (text: string) => Array.from(text, foldCase).join('');
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('aAbBßẞσςΣſsSkKK.*[]^$\\()|{}+?/-ÅåéÉ真😀𐐀𐐨')) }),
  fc.string({ unit: 'binary' }),
);

test('a pattern finds what is the same, letter by letter or without case', () => {
  fc.assert(
    fc.property(text, text, text, (before, sought, after) => {
      expect(new RegExp(patternOf(sought, false), 'u').test(before + sought + after)).toBe(true);
      expect(new RegExp(patternOf(sought, true), 'u').test(before + sought.toUpperCase() + after)).toBe(
        folded(before + sought.toUpperCase() + after).includes(folded(sought)),
      );
      expect(new RegExp(`^${patternOf(sought, true)}$`, 'u').test(after)).toBe(folded(after) === folded(sought));
      expect(new RegExp(`^${patternOf(sought, false)}$`, 'u').test(after)).toBe(after === sought);
    }),
  );
});
