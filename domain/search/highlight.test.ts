import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { highlight, highlightPart, readTerms } from './highlight.ts';

const shown = (fragments: { text: string; isMatch: boolean }[]) =>
  fragments.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');

test('words are marked where they stand as words, in any case; beginnings to the end of the word', () => {
  const terms = readTerms(`'owl' & 'snow':*`);
  expect(shown(highlight('Snowy OWL, growl, owls <b>owl</b>', terms))).toBe('[Snowy] [OWL], growl, owls <b>[owl]</b>');
  expect(shown(highlight('cam-3/0042.jpg', readTerms(`'0042'`)))).toBe('cam-3/[0042].jpg');
  expect(shown(highlight('Éclair, ÉCLAIRS', readTerms(`'éclair':*`)))).toBe('[Éclair], [ÉCLAIRS]');
  expect(shown(highlight(`a.b(c) it's`, readTerms(`'a.b(c' | 'it''s'`)))).toBe(`[a.b(c]) [it's]`);
});

test('of a long text the part around the first match is given', () => {
  const part = highlightPart(`${'before '.repeat(100)}needle ${'after '.repeat(100)}`, readTerms(`'needle'`));
  const text = shown(part);
  expect(text).toMatch(/^… before .*\[needle\] after .* …$/);
  expect(text.length).toBeLessThan(300);
});

test('the pieces together are the text, whatever it is', () => {
  assert(
    property(
      string({ unit: 'grapheme', maxLength: 400 }),
      string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
      (text, lexeme) => {
        const fragments = highlight(text, [{ lexeme, isPrefix: true }]);
        expect(fragments.map((fragment) => fragment.text).join('')).toBe(text);
        for (const fragment of highlightPart(text.repeat(3), [{ lexeme, isPrefix: false }])) {
          expect(fragment.text.isWellFormed()).toBe(text.isWellFormed());
        }
      },
    ),
    { numRuns: 100 },
  );
});
