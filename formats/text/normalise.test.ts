import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalise, normaliseWithSpans } from './normalise.ts';

test('a text has one normal form, with and without the places of its characters', () => {
  // Letters, their marks, all forms of Korean, halfwidth forms and invisible characters.
  const letters = Array.from('aÉß1 -ｶﾞ가각한ᄀ까ᅢᆨᆫㄱㅏㄳﾡￂ葛が');
  const others = Array.from('\u0301\u0323\u11a8\u1160\u115f\u200b\u00ad\ufe0f\u{e0101}\u{1d15e}\u0e33\uff9e');
  const unit = fc.constantFrom(...letters, ...others);
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
      const text = units.join('');
      const { text: normal, spans } = normaliseWithSpans(text);
      expect(normal).toBe(normalise(text));
      expect(spans === null || spans.starts.length === normal.length).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['葛\u{e0100}城', '葛城'],
  ['e\u0301\u{e0101}te\u0301', 'été'],
  ['가\u11a8', '각'],
  ['a\u200b\u0301', 'á'],
])('%j has the same form as %j', (text, other) => expect(normalise(text)).toBe(normalise(other)));
